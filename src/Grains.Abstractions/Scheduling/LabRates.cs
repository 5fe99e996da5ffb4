using System.Collections.Immutable;
using PgGanLab.Growth.Rates;

namespace PgGanLab.Grains.Scheduling;

/// <summary>How fast the lab trains.</summary>
/// <param name="Workers">Its present workers by kind, with what is assumed of each kind.</param>
/// <param name="Rates">What was measured on all kinds that ever trained here.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.rates")]
public sealed record LabRates(
    [property: Id(0)] ImmutableArray<DeviceCount> Workers, [property: Id(1)] ImmutableArray<MeasuredRate> Rates);
