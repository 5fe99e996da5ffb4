namespace PgGanLab.Growth.Scheduling;

/// <summary>One decision of the scheduler.</summary>
public sealed record Assignment(string Phase, string Worker);
