namespace PgGanLab.Model.Checkpoints;

/// <summary>A checkpoint file that was stored.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Sha256">Of the whole file, lower-case hex.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Final">Whether it is the phase's end.</param>
/// <param name="Took">Time to store it.</param>
public sealed record CheckpointFile(string Path, string Sha256, long Bytes, int Resolution, long Nimg, bool Final, TimeSpan Took);
