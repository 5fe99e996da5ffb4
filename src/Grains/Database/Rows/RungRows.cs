using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.Database.Rows;

/// <summary>
/// What an experiment brought to a rung of its sweep's stopping rule, as the decision knew it. Measurements may be made
/// again; what was decided from them stays.
/// </summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Rung">Index of the rung.</param>
/// <param name="Experiment">Number of the experiment.</param>
/// <param name="Value">SWD x 10^3; null where it diverged on the way there.</param>
/// <param name="Decision">The decision that took it into account, counted from 1 for each sweep.</param>
internal sealed record RungResultRow(string SweepId, int Rung, int Experiment, double? Value, int Decision);

/// <summary>A point of a sweep that went on from a rung.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Rung">Index of the rung.</param>
/// <param name="Point">Index of the point.</param>
/// <param name="Decision">The decision that let it on.</param>
/// <param name="ByHand">Whether a person did so.</param>
/// <param name="At">When.</param>
internal sealed record PromotionRow(
    string SweepId, int Rung, int Point, int Decision, bool ByHand, DateTimeOffset At);

/// <summary>An experiment of a population that went on from a rung as a copy of another one.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Rung">Index of the rung.</param>
/// <param name="Experiment">Number of the experiment.</param>
/// <param name="Source">Number of the one that it copied.</param>
/// <param name="Decision">The decision that made it a copy.</param>
/// <param name="SourcePhase">Key of the phase whose end it took.</param>
/// <param name="LeftPhase">Key of the phase with which it had come to the rung itself.</param>
/// <param name="Left">What it varied up to there.</param>
/// <param name="Copied">What the other one varied.</param>
/// <param name="Tried">What it varies from there on.</param>
/// <param name="At">When.</param>
internal sealed record ForkRow(
    string SweepId, int Rung, int Experiment, int Source, int Decision, string SourcePhase, string LeftPhase,
    ImmutableArray<SettingView> Left, ImmutableArray<SettingView> Copied, ImmutableArray<SettingView> Tried,
    DateTimeOffset At);
