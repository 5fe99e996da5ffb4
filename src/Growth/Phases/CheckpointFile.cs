namespace PgGanLab.Growth.Phases;

/// <summary>One checkpoint file of a phase.</summary>
/// <param name="Phase">Phase key.</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Final">Whether it is the phase's end.</param>
/// <param name="Path">Relative to the store directory.</param>
/// <param name="Sha256">Of the whole file, lower-case hex.</param>
/// <param name="Bytes">Size.</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record CheckpointFile(
    string Phase, int Resolution, long Nimg, bool Final, string Path, string Sha256, long Bytes,
    DateTimeOffset CreatedAt);

/// <summary>One sample grid of a phase: the same latents at every nimg of every experiment.</summary>
/// <param name="Phase">Phase key.</param>
/// <param name="Resolution">Pixels of one image.</param>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Alpha">Weight of the newest layers.</param>
/// <param name="Path">PNG in the store directory, relative to it.</param>
public sealed record SampleFile(string Phase, int Resolution, long Nimg, double Alpha, string Path);
