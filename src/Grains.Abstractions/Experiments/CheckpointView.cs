namespace PgGanLab.Grains.Experiments;

/// <summary>One checkpoint file.</summary>
/// <param name="Phase">Phase key.</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Final">Whether it is the phase's end.</param>
/// <param name="Path">Relative to the store directory.</param>
/// <param name="Sha256">Of the whole file, lower-case hex.</param>
/// <param name="Bytes">Size.</param>
/// <param name="CreatedAt">When it was stored.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.checkpoint")]
public sealed record CheckpointView(
    [property: Id(0)] string Phase, [property: Id(1)] int Resolution, [property: Id(2)] long Nimg, [property: Id(3)] bool Final,
    [property: Id(4)] string Path, [property: Id(5)] string Sha256, [property: Id(6)] long Bytes, [property: Id(7)] DateTimeOffset CreatedAt);
