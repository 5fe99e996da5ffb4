namespace PgGanLab.Growth.Schedule;

/// <summary>What one training iteration uses.</summary>
/// <param name="Nimg">Real images shown before the iteration.</param>
/// <param name="Phase">The growth phase that the iteration belongs to.</param>
/// <param name="Lod">Level of detail: 0 at the final resolution; fractional during fade-in.</param>
/// <param name="Alpha">Weight of the new layers, 1 - frac(lod), in (0, 1].</param>
/// <param name="Minibatch">Images.</param>
/// <param name="LearningRate">Adam's step size for G.</param>
/// <param name="DiscriminatorLearningRate">Adam's step size for D.</param>
/// <param name="TickKimg">Thousands of images between reports.</param>
public sealed record SchedulePoint(
    long Nimg, PhaseSpan Phase, double Lod, double Alpha, int Minibatch, double LearningRate, double DiscriminatorLearningRate, double TickKimg)
{
    public int Resolution => Phase.Resolution;
}
