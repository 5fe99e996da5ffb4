namespace PgGanLab.Grains.Experiments;

/// <summary>One sample grid: the same latents at every nimg.</summary>
/// <param name="Phase">Phase key.</param>
/// <param name="Resolution">Pixels of one image.</param>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Alpha">Weight of the newest layers.</param>
/// <param name="Path">PNG in the store directory, relative to it.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.sample")]
public sealed record SampleView(
    [property: Id(0)] string Phase, [property: Id(1)] int Resolution, [property: Id(2)] long Nimg,
    [property: Id(3)] double Alpha, [property: Id(4)] string Path);
