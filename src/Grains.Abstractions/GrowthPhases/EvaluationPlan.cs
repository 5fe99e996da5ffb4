namespace PgGanLab.Grains.GrowthPhases;

/// <summary>How progress is measured; nothing of it changes what is trained.</summary>
/// <param name="TickKimg">Thousands of real images between reports and sample grids.</param>
/// <param name="SwdKimg">Thousands of real images between SWD measurements; the end of a phase is always measured (from 16 px up).</param>
/// <param name="SwdImages">Images of each kind in one measurement.</param>
/// <param name="MeasureReferences">Also measure, at this resolution, the untrained generator and real images against other real images.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.evaluation-plan")]
public sealed record EvaluationPlan(
    [property: Id(0)] double TickKimg, [property: Id(1)] double SwdKimg, [property: Id(2)] int SwdImages,
    [property: Id(3)] bool MeasureReferences);
