namespace PgGanLab.OrleansConformance.Scheduling;

[Alias("ISchedulerGrain")]
public interface ISchedulerGrain : IGrainWithStringKey
{
    /// <summary>Whether code after an await runs on the same scheduler, which is not the thread pool's.</summary>
    [Alias("StaysAfterAwait")]
    Task<bool> StaysAfterAwait();

    [Alias("StaysInTaskRun")]
    Task<bool> StaysInTaskRun();

    [Alias("StaysAfterGrainCall")]
    Task<bool> StaysAfterGrainCall();

    [Alias("StaysInStartNew")]
    Task<bool> StaysInStartNew();
}
