using System.Collections.Immutable;
using PgGanLab.Grains.Catalog;

namespace PgGanLab.Grains.Alerts;

/// <summary>
/// What people want to be told who look at no page: sweeps that ended, what failed, workers that left. One for the lab,
/// key <see cref="Key"/>. What was told is on record, so that a lab that starts again tells the rest.
/// </summary>
[Alias("pgganlab.alerts")]
public interface IAlertsGrain : IGrainWithStringKey
{
    const string Key = "lab";

    /// <summary>What was not told yet, oldest first; at its first call, nothing.</summary>
    /// <param name="most">At least 1.</param>
    Task<UntoldAlerts> GetUntold(int most);

    /// <summary>Everything up to there was told.</summary>
    /// <param name="position">As in <see cref="UntoldAlerts"/>.</param>
    Task SetTold(long position);
}

/// <summary>Events that are worth an alert.</summary>
/// <param name="Position">Up to where in the lab's log book they reach.</param>
/// <param name="Events">Those; of a phase, the subject is an experiment that needs it.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.untold-alerts")]
public sealed record UntoldAlerts(
    [property: Id(0)] long Position, [property: Id(1)] ImmutableArray<LabEvent> Events);
