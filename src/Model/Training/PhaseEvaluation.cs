namespace PgGanLab.Model.Training;

/// <summary>How progress is measured; nothing of it changes what is trained.</summary>
/// <param name="TickKimg">Thousands of real images between reports and sample grids.</param>
/// <param name="SwdKimg">Thousands of real images between SWD measurements; the end of a phase is always measured (from 16 px up).</param>
/// <param name="SwdImages">Images of each kind in one measurement.</param>
/// <param name="MeasureReferences">Also measure the untrained generator, and real images against other real images.</param>
public sealed record PhaseEvaluation(double TickKimg, double SwdKimg, int SwdImages, bool MeasureReferences);
