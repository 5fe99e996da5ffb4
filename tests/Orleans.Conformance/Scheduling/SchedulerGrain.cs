namespace PgGanLab.OrleansConformance.Scheduling;

public sealed class SchedulerGrain : Grain, ISchedulerGrain
{
    public async Task<bool> StaysAfterAwait()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Delay(1);
        await Task.Yield();
        return scheduler != TaskScheduler.Default && scheduler == TaskScheduler.Current;
    }

    public Task<bool> StaysInTaskRun()
    {
        var scheduler = TaskScheduler.Current;
        return Task.Run(() => scheduler == TaskScheduler.Current);
    }

    public async Task<bool> StaysAfterGrainCall()
    {
        var scheduler = TaskScheduler.Current;
        await GrainFactory.GetGrain<ISchedulerGrain>(this.GetPrimaryKeyString() + "-other").StaysAfterAwait();
        return scheduler == TaskScheduler.Current;
    }

    public Task<bool> StaysInStartNew()
    {
        var scheduler = TaskScheduler.Current;
        return Task.Factory.StartNew(
            () => scheduler == TaskScheduler.Current, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current);
    }
}
