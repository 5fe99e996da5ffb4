using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Datasets;

/// <summary>
/// Makes the datasets that people ask for, and keeps what became of them until somebody has read it. Each is on record
/// until it has ended; at its start it makes those that an earlier process left. When the host stops, it waits until
/// all have stopped.
/// </summary>
internal sealed class DatasetMakings(
    IDatasetService datasets, DatasetWorkshops workshops, IGrainFactory grains, LabOptions options,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DatasetMakings> logger)
    : IDatasetMakings, IHostedService
{
    /// <summary>More that have ended are forgotten, oldest first.</summary>
    private const int MostEnded = 200;

    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(10);

    private readonly Lock door = new();
    private readonly SortedDictionary<long, Making> makings = [];
    private readonly ConcurrentDictionary<Listening, byte> listeners = [];

    private ICatalogGrain Catalog => grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    /// <inheritdoc/>
    public ImmutableArray<DatasetMaking> All
    {
        get
        {
            lock (door)
                return [.. makings.Values.Select(m => m.View).Where(m => !m.IsQuiet)];
        }
    }

    /// <inheritdoc/>
    public DatasetMaking? Find(long number)
    {
        lock (door)
            return makings.GetValueOrDefault(number)?.View;
    }

    /// <inheritdoc/>
    public async Task<DatasetMaking> Start(DatasetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        DatasetService.CheckName(request.Name);
        lock (door)
        {
            if (makings.Values.FirstOrDefault(m => !m.View.HasEnded && m.View.Request == request) is { } same)
                return same.View;
        }
        return (await Keep(request, null)).View;
    }

    /// <inheritdoc/>
    public async Task<StartedDataset> Begin(DatasetRequest request, IProgress<DatasetProgress>? progress)
    {
        ArgumentNullException.ThrowIfNull(request);
        DatasetService.CheckName(request.Name);
        var making = await Keep(request, progress);
        return new StartedDataset(making.View.Number, making.Made.Task);
    }

    /// <inheritdoc/>
    public void Stop(long number)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return;                                                             // whoever waits leaves with the lab
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
            var left = workshops.RemoveLeftovers().ToArray();
            var resumed = await Catalog.ResumeDatasetRequests(options.DatasetMaker);
            foreach (var name in left.Except(resumed.Select(r => r.Request.Name)))
                await Catalog.NoteDataset(
                    "dataset-stopped", name, "The lab ended while it was being made; nothing of it was kept.");
            foreach (var making in resumed)
                Run(new Making(making, null));
        }
        catch (Exception e)
        {
            logger.LogError(e, "What an earlier process of this lab left of datasets could not be taken up again.");
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

    /// <summary>Puts a request on record, then begins.</summary>
    private async Task<Making> Keep(DatasetRequest request, IProgress<DatasetProgress>? progress)
    {
        var making = new Making(await Catalog.KeepDatasetRequest(options.DatasetMaker, request), progress);
        Run(making);
        return making;
    }

    private void Run(Making making)
    {
        lock (door)
        {
            var ended = makings.Values.Where(m => m.View.HasEnded).ToArray();
            foreach (var old in ended.Where(m => m.View.Request.Name == making.View.Request.Name)
                .Concat(ended.SkipLast(MostEnded)))
                makings.Remove(old.View.Number);
            makings.Add(making.View.Number, making);
            making.Work = Task.Run(() => Make(making));
        }
        Tell();
    }

    private async Task Make(Making making)
    {
        var request = making.View.Request;
        try
        {
            var made = await datasets.Create(request, new Reports(this, making), making.Stop.Token);
            await End(making, DatasetMakingStatus.Finished, null);
            making.Made.SetResult(made);
        }
        catch (OperationCanceledException e)
        {
            await End(making, DatasetMakingStatus.Stopped, null);
            making.Made.SetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            if (e is not InvalidInputException)
                logger.LogError(e, "Dataset {Name} could not be made.", request.Name);
            await End(making, DatasetMakingStatus.Failed, e.Message);
            making.Made.SetException(e);
        }
    }

    /// <summary>What the lab's stop has ended stays on record.</summary>
    private async Task End(Making making, DatasetMakingStatus status, string? failure)
    {
        var goesOn = status != DatasetMakingStatus.Finished && !making.Stop.IsCancellationRequested
            && lifetime.ApplicationStopping.IsCancellationRequested;
        if (!goesOn)
            await TakeOffRecord(making.View);
        lock (door)
            making.View = making.View with { Status = status, Failure = failure };
        Tell();
    }

    private async Task TakeOffRecord(DatasetMaking making)
    {
        try
        {
            await Catalog.EndDatasetRequest(making.Number);
        }
        catch (Exception e)
        {
            logger.LogError(
                e, "The request for dataset {Name} stays on record; it is made again when the lab starts.",
                making.Request.Name);
        }
    }

    private void Tell()
    {
        foreach (var listening in listeners.Keys)
            listening.Hear();
    }

    private sealed class Making
    {
        public Making(DatasetMaking view, IProgress<DatasetProgress>? listener)
        {
            (View, Listener) = (view, listener);
            Made.Task.ContinueWith(
                failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);                                         // not everybody waits for it
        }

        public DatasetMaking View { get; set; }

        /// <summary>Who waits for it.</summary>
        public IProgress<DatasetProgress>? Listener { get; }

        public CancellationTokenSource Stop { get; } = new();

        public Task Work { get; set; } = Task.CompletedTask;

        public TaskCompletionSource<DatasetFacts> Made { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Reports(DatasetMakings owner, Making making) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value)
        {
            lock (owner.door)
                making.View = making.View.After(value);
            making.Listener?.Report(value);
            owner.Tell();
        }
    }

    private sealed class Listening(DatasetMakings owner, Action hear) : IDisposable
    {
        public void Hear() => hear();

        public void Dispose() => owner.listeners.TryRemove(this, out _);
    }
}
