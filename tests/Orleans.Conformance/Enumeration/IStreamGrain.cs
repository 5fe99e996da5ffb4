namespace PgGanLab.OrleansConformance.Enumeration;

[Alias("IStreamGrain")]
public interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>Counts up to <paramref name="count"/>, then fails if asked to.</summary>
    [Alias("Count")]
    IAsyncEnumerable<int> Count(int count, bool fail = false);

    /// <summary>Counts for ever, one number for each opened gate <c>key-i</c>.</summary>
    [Alias("CountWithGates")]
    IAsyncEnumerable<int> CountWithGates(CancellationToken cancellationToken = default);

    /// <summary>Makes the same list again and again, and adds to it.</summary>
    [Alias("Lists")]
    IAsyncEnumerable<List<int>> Lists(List<int> seed);

    [Alias("FailAtOnce")]
    IAsyncEnumerable<int> FailAtOnce();

    [Alias("Hold")]
    Task Hold(string gate);

    [Alias("Ping")]
    Task Ping();

    [Alias("Leave")]
    Task Leave();
}
