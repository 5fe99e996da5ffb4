namespace PgGanLab.OrleansConformance.Errors;

[Alias("IFailingGrain")]
public interface IFailingGrain : IGrainWithStringKey
{
    [Alias("FailAtOnce")]
    Task FailAtOnce(string message);

    [Alias("FailLater")]
    Task<int> FailLater(string message);

    [Alias("FailWithOwnType")]
    ValueTask FailWithOwnType(int code);

    [Alias("FailPlainly")]
    ValueTask<int> FailPlainly();

    [Alias("Cancel")]
    Task Cancel();

    [Alias("FailBehindAnotherGrain")]
    Task FailBehindAnotherGrain(string message);
}
