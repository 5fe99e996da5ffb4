using System.Globalization;
using PgGanLab.Chaos.Faults;

namespace PgGanLab.Chaos.Runs;

/// <summary>How much is tried.</summary>
/// <param name="Seeds">Which seeds.</param>
/// <param name="Faults">Faults of each.</param>
/// <param name="Kinds">Which; null for all that can be done.</param>
/// <param name="WithHosts">Whether a lab host with two joined hosts is tried, instead of one process.</param>
/// <param name="PhaseKimg">Length of each phase.</param>
internal sealed record ChaosForm(
    IEnumerable<int> Seeds, int Faults, FaultKind[]? Kinds, bool WithHosts, double PhaseKimg)
{
    /// <summary>Set by <c>./lab test --chaos</c>: the first seed, how many, and the number of silos.</summary>
    private const string Variable = "PGGANLAB_CHAOS";

    /// <summary>What the environment asks for; without it, one seed.</summary>
    public static ChaosForm Asked
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Variable)?.Split(' ') is not [var first, var count, var silos])
                return new ChaosForm(
                    [1], Faults: 3, [FaultKind.Pause, FaultKind.DamageCheckpoint, FaultKind.StealLease],
                    WithHosts: false, PhaseKimg: 0.16);
            return new ChaosForm(
                Enumerable.Range(Number(first), Number(count)), Faults: 5, Kinds: null, WithHosts: Number(silos) > 1,
                PhaseKimg: 0.5);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
