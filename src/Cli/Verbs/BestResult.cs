using PgGanLab.Grains.Experiments;

namespace PgGanLab.Cli.Verbs;

/// <summary>What <c>lab best --json</c> prints.</summary>
/// <param name="Experiment">The best experiment.</param>
/// <param name="Generator">Where its generator was saved; null without <c>--download</c>.</param>
internal sealed record BestResult(ExperimentSummary Experiment, string? Generator);
