using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Tree;

namespace PgGanLab.Growth.Search;

/// <summary>One experiment that a sweep makes.</summary>
/// <param name="Number">1, 2, … within its sweep.</param>
/// <param name="Name">What its point is called; empty for what its settings say.</param>
/// <param name="Varied">The settings in which it differs from the base: the searched ones, and the seed where points are repeated.</param>
/// <param name="Settings">All settings that differ from the paper's defaults.</param>
/// <param name="Configuration">The full configuration.</param>
/// <param name="Phases">Its path through the growth tree.</param>
public sealed record PlannedExperiment(
    int Number, string Name, ImmutableSortedDictionary<SettingKey, double> Varied, SettingList Settings, TrainingConfiguration Configuration,
    ImmutableArray<PlannedPhase> Phases);
