namespace PgGanLab.Growth.Phases;

/// <summary>How the progress of a phase is measured; nothing of it changes what is trained.</summary>
/// <param name="TickKimg">Thousands of real images between reports and sample grids.</param>
/// <param name="SwdKimg">Thousands of real images between SWD measurements; the end of a phase is always
/// measured (from 16 px up).</param>
/// <param name="SwdImages">Images of each kind in one measurement.</param>
/// <param name="MeasureReferences">Also measure, at this resolution, the untrained generator and real images against
/// other real images.</param>
public sealed record EvaluationPlan(double TickKimg, double SwdKimg, int SwdImages, bool MeasureReferences);
