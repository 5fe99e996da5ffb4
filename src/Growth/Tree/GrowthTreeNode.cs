using System.Collections.Immutable;

namespace PgGanLab.Growth.Tree;

/// <summary>One distinct phase and the experiments whose path goes through it.</summary>
public sealed record GrowthTreeNode(PlannedPhase Phase, ImmutableArray<string> Experiments);
