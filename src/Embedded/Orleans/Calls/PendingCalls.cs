using System.Collections.Concurrent;
using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>The calls that somebody waits for; ends those whose time is over.</summary>
internal sealed class PendingCalls : IDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<MethodCall, byte> _calls = new();
    private readonly Timer _sweep;

    public PendingCalls() => _sweep = new Timer(static self => ((PendingCalls)self!).Sweep(), this, SweepPeriod, SweepPeriod);

    public void Add(MethodCall call) => _calls.TryAdd(call, 0);

    public void Remove(MethodCall call) => _calls.TryRemove(call, out _);

    public void Dispose() => _sweep.Dispose();

    /// <summary>Ends all waits because the silo stops.</summary>
    public void Abandon()
    {
        foreach (var (call, _) in _calls)
            call.Reject(Unavailable(call));
    }

    public static SiloUnavailableException Unavailable(MethodCall call) =>
        new($"The local Orleans host is shutting down and can no longer process the request: {call}.");

    private void Sweep()
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var (call, _) in _calls)
        {
            if (call.IsExpired(now))
                call.Reject(new TimeoutException($"Response did not arrive on time in {call.Timeout} for message: {call}."));
        }
    }
}
