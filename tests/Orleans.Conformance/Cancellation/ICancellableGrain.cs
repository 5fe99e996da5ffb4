namespace PgGanLab.OrleansConformance.Cancellation;

[Alias("ICancellableGrain")]
public interface ICancellableGrain : IGrainWithStringKey
{
    /// <summary>Waits for its token and notes what it saw.</summary>
    [Alias("WaitForCancellation")]
    Task WaitForCancellation(string gate, CancellationToken cancellationToken);

    /// <summary>Whether the token that arrives is cancelled.</summary>
    [Alias("IsCancelled")]
    Task<bool> IsCancelled(CancellationToken cancellationToken = default);
}
