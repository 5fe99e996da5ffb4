using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A sweep that keeps all rules, about to be put on record.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Definition">What its author wrote.</param>
/// <param name="Dataset">What it trains on.</param>
/// <param name="Plan">What follows from both.</param>
internal sealed record AcceptedSweep(string Id, SweepDefinition Definition, DatasetFacts Dataset, SweepPlan Plan);
