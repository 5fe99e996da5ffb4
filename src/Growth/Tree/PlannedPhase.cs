namespace PgGanLab.Growth.Tree;

/// <summary>One growth phase of one experiment: what to train and where it is found.</summary>
/// <param name="Key">Its content address.</param>
/// <param name="Parent">The phase whose checkpoint it starts from; null for the first of a run.</param>
/// <param name="Recipe">What it trains.</param>
public sealed record PlannedPhase(PhaseKey Key, PhaseKey? Parent, PhaseRecipe Recipe);
