namespace PgGanLab.Model.Training;

/// <summary>One sample grid: the same latents at every nimg of every experiment.</summary>
/// <param name="Path">Full path of the PNG.</param>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Alpha">Weight of the newest layers.</param>
public sealed record PhaseSample(string Path, long Nimg, double Alpha);
