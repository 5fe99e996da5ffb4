using PgGanLab.Grains.Sweeps;
using PgGanLab.Tests.Tiny;

[assembly: AssemblyFixture(typeof(PgGanLab.Process.Tests.Lab.UndisturbedRun))]

namespace PgGanLab.Process.Tests.Lab;

/// <summary>What the tiny sweep gives when nothing disturbs it; trained once for all tests.</summary>
public sealed class UndisturbedRun : IAsyncLifetime
{
    /// <summary>
    /// Length of each phase: about a second of training on a quiet machine, so that the middle of a phase can be met.
    /// </summary>
    internal const double PhaseKimg = 1.25;

    /// <summary>The finished sweep.</summary>
    internal SweepView Sweep { get; private set; } = null!;

    /// <summary>Phase key to SHA-256 of its final checkpoint.</summary>
    internal SortedDictionary<string, string> Finals { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        using var data = new DataDirectory();
        await using var lab = await LabUnderTest.Start(data.Path);
        var id = await lab.Submit(TinySweep.Definition(phaseKimg: PhaseKimg));
        Sweep = await lab.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        Finals = await FinalCheckpoints.Of(lab, Sweep);
        Assert.Equal(0, await lab.Stop("TERM"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
