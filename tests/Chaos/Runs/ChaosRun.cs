using System.Collections.Immutable;
using System.Net;
using PgGanLab.Chaos.Faults;
using PgGanLab.Chaos.History;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Chaos.Runs;

/// <summary>What a seed came to.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Faults">What came, in order.</param>
/// <param name="History">What the lab did.</param>
/// <param name="Violations">What of it breaks a promise.</param>
internal sealed record ChaosRun(
    int Seed, ImmutableArray<FiredFault> Faults, LabHistory History, ImmutableArray<Violation> Violations)
{
    /// <summary>Trains the sweeps in peace.</summary>
    public static async Task<LabHistory> Undisturbed(double phaseKimg)
    {
        await using var lab = await LabUnderFaults.Start(withHosts: false);
        var first = await lab.Main.Submit(ChaosSweeps.First(phaseKimg));
        var second = await lab.Main.Submit(ChaosSweeps.Second(phaseKimg));
        await Until(lab, first, HasEnded);
        await Until(lab, second, HasEnded);
        Assert.Equal(0, await lab.Main.Stop("TERM"));
        var history = lab.Recorder.Read([first, second], lab.Store);
        Assert.Empty(HistoryChecker.Check(history, history));
        return history;
    }

    /// <summary>Trains them under faults.</summary>
    /// <param name="seed">Which faults.</param>
    /// <param name="form">How many of which.</param>
    /// <param name="undisturbed">What comes out without them.</param>
    public static async Task<ChaosRun> Of(int seed, ChaosForm form, LabHistory undisturbed)
    {
        await using var lab = await LabUnderFaults.Start(form.WithHosts);
        var injector = new FaultInjector(lab);
        var fired = ImmutableArray.CreateBuilder<FiredFault>();
        var schedule = FaultSchedule.Of(seed, form.Kinds ?? Kinds(lab), form.Faults, lab.Hosts);
        var accepted = new List<string> { await lab.Main.Submit(ChaosSweeps.First(form.PhaseKimg)) };
        var images = Images(undisturbed);
        foreach (var (i, fault) in schedule.Faults.Index())
        {
            await Until(lab, accepted[0], sweep => Trained(sweep) >= fault.Progress * images);
            if (i == schedule.SecondSweepAt)
                accepted.Add(await lab.Main.Submit(ChaosSweeps.Second(form.PhaseKimg)));
            fired.Add(await injector.Fire(fault));
        }
        foreach (var sweep in accepted)
            await Until(lab, sweep, HasEnded);
        Assert.Equal(0, await lab.Main.Stop("TERM"));
        var history = lab.Recorder.Read(accepted, lab.Store) with { DamagedOnPurpose = [.. injector.Damaged] };
        return new ChaosRun(seed, fired.ToImmutable(), history, HistoryChecker.Check(history, undisturbed));
    }

    /// <summary>
    /// Asks for a sweep until it looks as wanted or has ended, for as long as it goes on; starts what gave up
    /// meanwhile.
    /// </summary>
    private static async Task Until(LabUnderFaults lab, string sweep, Func<SweepView, bool> wanted)
    {
        var (isThere, trained) = (false, -1L);
        while (!isThere)
        {
            var next = await Wait.For(async () =>
                await Ask(lab, sweep) is { } view && (wanted(view) || HasEnded(view) || Trained(view) != trained)
                    ? view : null, $"sweep {sweep} goes on");
            (isThere, trained) = (wanted(next) || HasEnded(next), Trained(next));
        }
    }

    /// <returns>Null while it does not answer, or with 503, which it may for a while.</returns>
    private static async Task<SweepView?> Ask(LabUnderFaults lab, string sweep)
    {
        await lab.StartWhatEnded();
        try
        {
            return await lab.Main.Sweep(sweep);
        }
        catch (HttpRequestException e) when (e.StatusCode is null or HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }
    }

    private static bool HasEnded(SweepView sweep) =>
        sweep.Summary.Status is not (SweepStatus.Running or SweepStatus.Paused);

    private static long Trained(SweepView sweep) => sweep.Tree.Sum(n => n.Phase.Nimg - n.Phase.Start);

    private static long Images(LabHistory undisturbed)
    {
        var sweeps = undisturbed.AtTheEnd((SweepFact s) => s.Id);
        var phases = undisturbed.AtTheEnd((PhaseFact p) => p.Key);
        return undisturbed.AtTheEnd((ShareFact s) => (s.SweepId, s.Phase)).Values
            .Where(s => sweeps[s.SweepId].Name == "first").Sum(s => phases[s.Phase].Nimg - phases[s.Phase].Start);
    }

    private static IReadOnlyList<FaultKind> Kinds(LabUnderFaults lab) =>
    [
        FaultKind.Kill, FaultKind.Pause, FaultKind.Terminate, FaultKind.LockDatabase, FaultKind.DamageCheckpoint,
        FaultKind.StealLease, FaultKind.FreeStore,
        .. lab.Disk is null ? Array.Empty<FaultKind>() : [FaultKind.FillDisk],
        .. lab.HasHosts
            ? [FaultKind.KillHost, FaultKind.PauseHost, FaultKind.TerminateHost]
            : Array.Empty<FaultKind>(),
    ];
}
