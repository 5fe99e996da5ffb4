using PgGanLab.Chaos.History;

namespace PgGanLab.Chaos.Faults;

/// <summary>A fault that has come and gone.</summary>
/// <param name="Kind">What.</param>
/// <param name="Began">Unix milliseconds.</param>
/// <param name="Over">When nothing hindered the lab any more; for a process that was ended, when that was.</param>
/// <param name="Victims">Phases that were trained by what it met.</param>
/// <param name="Evidence">How it is known that it happened.</param>
internal sealed record FiredFault(FaultKind Kind, long Began, long Over, IReadOnlyList<string> Victims, string Evidence)
{
    /// <summary>
    /// From its end to the first report of one of its victims, or to that one's end; null where it met none that
    /// trained on.
    /// </summary>
    public TimeSpan? Recovery(LabHistory history)
    {
        var again = history.Entries.FirstOrDefault(e => e.At > Over && e.Change != Change.Removed && e.Fact switch
        {
            TickFact tick => Victims.Contains(tick.Phase),
            PhaseFact { IsFinished: true } phase => Victims.Contains(phase.Key),
            _ => false,
        });
        return again is null ? null : TimeSpan.FromMilliseconds(again.At - Over);
    }
}
