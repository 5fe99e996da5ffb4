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
