namespace PgGanLab.Growth.Phases;

/// <summary>One growth phase's place in the schedule of a run.</summary>
/// <param name="Index">0 for the first phase of the run.</param>
/// <param name="Kind">Fade-in or stabilize.</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="Start">Real images shown before the phase, as planned.</param>
/// <param name="End">Real images shown after it, as planned; whole minibatches may pass it by less
/// than one minibatch.</param>
public sealed record PhaseSpan(int Index, PhaseKind Kind, int Resolution, long Start, long End)
{
    /// <summary>Planned length in real images.</summary>
    public long Images => End - Start;
}
