using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;
using Polly;
using Polly.Retry;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// Takes what one job has to say to its phase grain: in order, nothing lost, each report tried again while the grain
/// can't take it (but not when it refuses it as wrong).
/// Training goes on meanwhile, until <see cref="Capacity"/> reports wait. Ticks that wait beside
/// each other travel together.
/// </summary>
internal sealed class PhaseReports
{
    /// <summary>Longest wait for what was added.</summary>
    public static TimeSpan FlushWithin { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Reports that may wait before training waits with them.</summary>
    public const int Capacity = 256;

    private static readonly ImmutableArray<double> RetrySeconds = [0.2, 0.5, 1, 2, 4, 8, 15, 30];

    /// <summary>Longest wait between two tries while the lab host, or its database, is away.</summary>
    private const double AwaySeconds = 4;

    private readonly Channel<Report> channel =
        Channel.CreateBounded<Report>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly IGrowthPhaseGrain phase;
    private readonly long token;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline delivery;
    private readonly Task pump;

    /// <param name="broken">Called once when no report will be taken any more: the lease is lost, or the grain
    /// refused too often.</param>
    public PhaseReports(
        IGrowthPhaseGrain phase, long token, TimeProvider time, ILogger logger, Action<Exception> broken)
    {
        this.phase = phase;
        this.token = token;
        this.time = time;
        delivery = Delivery(time, logger);
        pump = Task.Run(() => Pump(broken));
    }

    /// <summary>Reports not yet taken.</summary>
    public int Waiting => channel.Reader.Count;

    /// <summary>Adds a tick.</summary>
    /// <exception cref="LeaseLostException">Nothing is taken any more, for this reason or the one that
    /// broke the queue.</exception>
    public void Add(Tick tick) => Add(new Report("ticks", tick, null));

    /// <summary>Adds another report.</summary>
    /// <param name="what">Its name in logs.</param>
    /// <param name="send">Sends it; may be called again after a failure.</param>
    public void Add(string what, Func<IGrowthPhaseGrain, long, Task> send) => Add(new Report(what, null, send));

    /// <summary>
    /// Waits until everything that was added is taken, or for a while: a lab host that is started again keeps nobody
    /// from training.
    /// </summary>
    /// <exception cref="LeaseLostException">The lease was lost on the way.</exception>
    public void Flush()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add("flush", (_, _) =>
        {
            taken.TrySetResult();
            return Task.CompletedTask;
        });
        Task.WhenAny(taken.Task, pump, Task.Delay(FlushWithin, time)).Unwrap().GetAwaiter().GetResult();
    }

    /// <summary>
    /// Takes no more and waits until everything is taken; called from the device's thread, which has nothing else to
    /// do.
    /// </summary>
    /// <exception cref="LeaseLostException">The lease was lost on the way.</exception>
    public void Drain()
    {
        channel.Writer.TryComplete();
        pump.GetAwaiter().GetResult();
    }

    private void Add(Report report)
    {
        if (channel.Writer.TryWrite(report))
            return;
        try
        {
            channel.Writer.WriteAsync(report).AsTask().GetAwaiter().GetResult();
        }
        catch (ChannelClosedException)
        {
            pump.GetAwaiter().GetResult();
            throw;
        }
    }

    private async Task Pump(Action<Exception> broken)
    {
        try
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryPeek(out var next))
                    await (next.Tick is null ? Deliver(Take()) : DeliverTicks());
            }
        }
        catch (Exception e)
        {
            channel.Writer.TryComplete(e);
            broken(e);
            throw;
        }
    }

    private Report Take() => channel.Reader.TryRead(out var report)
        ? report
        : throw new InvalidOperationException("A report that was there is gone.");

    private Task DeliverTicks()
    {
        var ticks = ImmutableArray.CreateBuilder<Tick>();
        while (channel.Reader.TryPeek(out var next) && next.Tick is { } tick)
        {
            ticks.Add(tick);
            Take();
        }
        var batch = ticks.ToImmutable();
        return Deliver(new Report("ticks", null, (grain, fence) => grain.ReportTicks(fence, batch)));
    }

    private async Task Deliver(Report report)
    {
        var context = ResilienceContextPool.Shared.Get(operationKey: report.What);
        try
        {
            await delivery.ExecuteAsync(async _ => await report.Send!(phase, token), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Tries again what the grain can't take, but not what it refuses; while the lab can't be reached, for as long as
    /// that lasts. The operation's key is the report's name in logs.
    /// </summary>
    private static ResiliencePipeline Delivery(TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = args =>
                    ValueTask.FromResult(
                        args.Outcome.Exception is not (null or LeaseLostException or ArgumentException)
                        && (args.AttemptNumber < RetrySeconds.Length || IsAway(args.Outcome.Exception))),
                MaxRetryAttempts = int.MaxValue,
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(TimeSpan.FromSeconds(Math.Min(
                    RetrySeconds[Math.Min(args.AttemptNumber, RetrySeconds.Length - 1)],
                    IsAway(args.Outcome.Exception!) ? AwaySeconds : double.MaxValue))),
                OnRetry = args =>
                {
                    logger.LogWarning(
                        args.Outcome.Exception,
                        "Report ({Report}) not taken at attempt {Attempt}; trying again in {Seconds} s.",
                        args.Context.OperationKey, args.AttemptNumber + 1, args.RetryDelay.TotalSeconds);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    /// <summary>Whether it is the lab that can't be reached, not the report that can't be taken.</summary>
    private static bool IsAway(Exception failure) =>
        failure is OrleansException or TimeoutException or HttpRequestException or DatabaseAwayException
            or OperationCanceledException
        || (failure is IOException && failure is not FileNotFoundException);

    /// <summary>One thing to say: a tick, or anything else with the way to send it.</summary>
    private sealed record Report(string What, Tick? Tick, Func<IGrowthPhaseGrain, long, Task>? Send);
}
