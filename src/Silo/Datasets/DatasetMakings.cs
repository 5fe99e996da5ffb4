using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Silo.Datasets;

/// <summary>
/// Makes the datasets that pages ask for, and keeps what became of them until somebody has read it. At its start it
/// notes what a killed process was making; when the host stops, it waits until all have stopped and that is noted.
/// </summary>
internal sealed class DatasetMakings(
    IDatasetService datasets, DatasetWorkshops workshops, IGrainFactory grains, TimeProvider time,
    ILogger<DatasetMakings> logger) : IDatasetMakings, IHostedService
{
    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(10);

    private readonly Lock door = new();
    private readonly SortedDictionary<long, Making> makings = [];
    private readonly ConcurrentDictionary<Listening, byte> listeners = [];
    private long last;

    /// <inheritdoc/>
    public ImmutableArray<DatasetMaking> All
    {
        get
        {
            lock (door)
                return [.. makings.Values.Select(m => m.View)];
        }
    }

    /// <inheritdoc/>
    public DatasetMaking Start(DatasetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        DatasetService.CheckName(request.Name);
        Making making;
        lock (door)
        {
            if (makings.Values.FirstOrDefault(m => !m.View.HasEnded && m.View.Request == request) is { } same)
                return same.View;
            foreach (var old in makings.Values
                .Where(m => m.View.HasEnded && m.View.Request.Name == request.Name).ToArray())
                makings.Remove(old.View.Number);
            making = new Making(new DatasetMaking(++last, request, time.GetUtcNow()));
            makings.Add(making.View.Number, making);
            making.Work = Task.Run(() => Make(making));
        }
        Tell();
        return making.View;
    }

    /// <inheritdoc/>
    public void Stop(long number)
    {
        lock (door)
        {
            if (makings.TryGetValue(number, out var making) && !making.View.HasEnded)
                making.Stop.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Forget(long number)
    {
        lock (door)
        {
            if (makings.TryGetValue(number, out var making) && making.View.HasEnded)
                makings.Remove(number);
        }
        Tell();
    }

    /// <inheritdoc/>
    public IDisposable Listen(Action hear)
    {
        var listening = new Listening(this, hear);
        listeners.TryAdd(listening, 0);
        return listening;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var name in workshops.RemoveLeftovers())
                await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).NoteDataset(
                    "dataset-stopped", name, "The lab ended while it was being made; nothing of it was kept.");
        }
        catch (Exception e)
        {
            logger.LogError(e, "What an earlier process of this lab left of datasets could not be removed and noted.");
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] works;
        lock (door)
            works = [.. makings.Values.Select(m => m.Work)];
        try
        {
            await Task.WhenAll(works).WaitAsync(GoodbyeWithin, time, CancellationToken.None);
        }
        catch (TimeoutException e)
        {
            logger.LogWarning(e, "A dataset's source does not answer; what was made of it is noted and removed when "
                + "the lab starts again.");
        }
    }

    private async Task Make(Making making)
    {
        var request = making.View.Request;
        try
        {
            await datasets.Create(request, new Reports(this, making), making.Stop.Token);
            End(making, DatasetMakingStatus.Finished, null);
        }
        catch (OperationCanceledException)
        {
            End(making, DatasetMakingStatus.Stopped, null);
        }
        catch (Exception e)
        {
            if (e is not InvalidInputException)
                logger.LogError(e, "Dataset {Name} could not be made.", request.Name);
            End(making, DatasetMakingStatus.Failed, e.Message);
        }
    }

    private void End(Making making, DatasetMakingStatus status, string? failure)
    {
        lock (door)
        {
            making.View = making.View with { Status = status, Failure = failure };
            if (status == DatasetMakingStatus.Finished && making.View is { DamagedImages: 0, Remarks.IsEmpty: true })
                makings.Remove(making.View.Number);
            making.Stop.Dispose();
        }
        Tell();
    }

    private void Tell()
    {
        foreach (var listening in listeners.Keys)
            listening.Hear();
    }

    private sealed class Making(DatasetMaking view)
    {
        public DatasetMaking View { get; set; } = view;

        public CancellationTokenSource Stop { get; } = new();

        public Task Work { get; set; } = Task.CompletedTask;
    }

    private sealed class Reports(DatasetMakings owner, Making making) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value)
        {
            lock (owner.door)
                making.View = making.View.After(value);
            owner.Tell();
        }
    }

    private sealed class Listening(DatasetMakings owner, Action hear) : IDisposable
    {
        public void Hear() => hear();

        public void Dispose() => owner.listeners.TryRemove(this, out _);
    }
}
