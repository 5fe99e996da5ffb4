using System.Collections.Concurrent;
using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>Phases whose leases nobody answers for, as while their host hangs.</summary>
internal sealed class HangingPhases
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> hanging = [];

    public void Hang(string phase) =>
        hanging[phase] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn(string phase) => hanging[phase].SetResult();

    /// <summary>A filter of grain calls.</summary>
    public async Task Invoke(IIncomingGrainCallContext call)
    {
        if (call.MethodName == nameof(IGrowthPhaseGrain.Lease)
            && hanging.TryGetValue(call.TargetId.Key.ToString()!, out var end))
            await end.Task;
        await call.Invoke();
    }
}
