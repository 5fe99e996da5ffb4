using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Process.Tests.Lab;

/// <summary>What a sweep's training gave.</summary>
internal static class FinalCheckpoints
{
    /// <summary>Phase key to SHA-256 of its final checkpoint.</summary>
    public static async Task<SortedDictionary<string, string>> Of(LabUnderTest lab, SweepView sweep)
    {
        var finals = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var experiment in sweep.Experiments)
        {
            foreach (var checkpoint in (await lab.Checkpoints(experiment.Id)).Where(c => c.Final))
                finals[checkpoint.Phase] = checkpoint.Sha256;
        }
        return finals;
    }
}
