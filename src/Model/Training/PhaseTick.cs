using System.Collections.Immutable;

namespace PgGanLab.Model.Training;

/// <summary>Progress at one tick.</summary>
/// <param name="Nimg">Real images shown.</param>
/// <param name="Alpha">Weight of the newest layers.</param>
/// <param name="ImagesPerSecond">Real images per second of training, reports and snapshots not counted.</param>
/// <param name="Seconds">Seconds of training in this tick.</param>
/// <param name="Values">Means over the tick by name: <c>d_loss</c>, <c>g_loss</c>, <c>real_score</c>, <c>fake_score</c>,
/// and what else the loss has (<see cref="StepTerms"/>); and at the tick's end what the run steers by itself (<see cref="RegulatorTerms"/>). Without
/// means when the tick has no iteration.</param>
public sealed record PhaseTick(
    long Nimg, double Alpha, double ImagesPerSecond, double Seconds, ImmutableSortedDictionary<string, double> Values);
