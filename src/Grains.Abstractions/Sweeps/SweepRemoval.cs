namespace PgGanLab.Grains.Sweeps;

/// <summary>A sweep that was removed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Phases">How many phases went with it, because no other sweep has them.</param>
/// <param name="Bytes">What their checkpoints, samples and exported generators took on the disk.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.sweep-removal")]
public sealed record SweepRemoval(
    [property: Id(0)] string Id, [property: Id(1)] int Phases, [property: Id(2)] long Bytes);

/// <summary>A sweep that was put away.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Files">How many files of archived sweeps were freed.</param>
/// <param name="Bytes">What they took on the disk.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.sweep-archival")]
public sealed record SweepArchival(
    [property: Id(0)] string Id, [property: Id(1)] int Files, [property: Id(2)] long Bytes);

/// <summary>
/// What was asked for can't be done while the sweep or experiment is as it is. The message is one sentence that says
/// why, and what to do first.
/// </summary>
public class WrongStateException : Exception
{
    public WrongStateException() { }

    public WrongStateException(string message) : base(message) { }

    public WrongStateException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>A worker still has a phase that nobody wants any more; it stops at its next step.</summary>
public sealed class StillStoppingException : WrongStateException
{
    public StillStoppingException() { }

    public StillStoppingException(string message) : base(message) { }

    public StillStoppingException(string message, Exception innerException) : base(message, innerException) { }
}
