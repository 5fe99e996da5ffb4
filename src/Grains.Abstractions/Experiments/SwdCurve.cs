using System.Collections.Immutable;

namespace PgGanLab.Grains.Experiments;

/// <summary>An experiment's SWD measurements along its path.</summary>
/// <param name="Experiment">Its number in the sweep.</param>
/// <param name="Points">By nimg; phases that experiments share are in the curve of each.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.swd-curve")]
public sealed record SwdCurve([property: Id(0)] int Experiment, [property: Id(1)] ImmutableArray<SwdView> Points);
