using System.Diagnostics;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>
/// Hosts that join a lab host with a token: each a process with its own data directory, with nothing in common but
/// their connections.
/// </summary>
public class JoinedHostTests(UndisturbedRun undisturbed, ITestOutputHelper output)
{
    [Fact]
    public async Task a_host_killed_in_the_middle_of_a_phase_loses_it_to_another_and_the_bytes_are_the_same()
    {
        using var labData = new DataDirectory();
        using var data = new DataDirectories(4);
        await using var lab = await LabUnderTest.StartLabHost(labData.Path);
        var token = await lab.FirstToken();
        await using var stranger = LabUnderTest.BeginToJoin(data[3], "stranger", lab, "lab_00000000_guessed");
        await using var a = LabUnderTest.BeginToJoin(data[0], "a", lab, token);
        await using var b = LabUnderTest.BeginToJoin(data[1], "b", lab, token);
        Assert.Equal(
            (1, "The lab host does not know this token, or it was revoked; ./lab token new there makes another one."),
            await stranger.Refusal());
        await Task.WhenAll(a.Ready(), b.Ready());
        await lab.UntilWorkers("a/cpu:0", "b/cpu:0");
        await using var twin = LabUnderTest.BeginToJoin(data[2], "a", lab, token);
        var (code, sentence) = await twin.Refusal();
        Assert.Equal(1, code);
        Assert.Matches("^A host named 'a' is in the cluster already, at 127.0.0.1:[0-9]+; give this one another name "
            + "with --Lab:HostName.$", sentence);

        var id = await lab.Submit(TinySweep.Definition(phaseKimg: UndisturbedRun.PhaseKimg));
        var phase = Middle(await lab.Until(id, s => Middle(s) is not null))!;
        var (dies, stays) = phase.Worker == "a/cpu:0" ? (a, b) : (b, a);
        await dies.Kill();
        var clock = Stopwatch.StartNew();
        await lab.Until(id, s => s.Tree.Any(n => n.Phase.Key == phase.Key
            && (n.Phase.Status == PhaseStatus.Finished || (n.Phase.Worker ?? phase.Worker) != phase.Worker)));
        await lab.UntilSaid(" is lost: its phases go on elsewhere from their last snapshots; start it again, ");
        output.WriteLine($"Its phase was taken up after {clock.Elapsed.TotalSeconds:F1} s.");

        var ended = await lab.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        Assert.Equal(undisturbed.Finals, await FinalCheckpoints.Of(lab, ended));
        Assert.Equal(undisturbed.Sweep.Summary.KimgTrained, ended.Summary.KimgTrained);
        Assert.Contains(await lab.Get<LabEvent[]>("events"), e => e.Kind == "lease-released"
            && e.Text == $"Worker {phase.Worker} is free: its host died or hangs.");
        Assert.False(File.Exists(Path.Combine(stays.Data, "lab.db")));
        Assert.Empty(lab.Files("*.part"));
        Assert.Equal(0, await stays.Stop("TERM"));
    }

    [Fact]
    public async Task a_host_whose_lab_host_is_away_says_so_in_one_line_and_ends_when_it_is_asked_to()
    {
        using var labData = new DataDirectory();
        using var data = new DataDirectories(1);
        await using var lab = await LabUnderTest.StartLabHost(labData.Path);
        await using var host = LabUnderTest.BeginToJoin(data[0], "a", lab, await lab.FirstToken(), stopSeconds: 2);
        await host.Ready();
        await lab.UntilWorkers("a/cpu:0");
        var id = await lab.Submit(TinySweep.Definition(phaseKimg: 50 * UndisturbedRun.PhaseKimg));
        await lab.Until(id, s => s.Tree.Any(n => n.Phase.Nimg > 0));
        await lab.Kill();

        await host.UntilSaid("Another host of the cluster is not reached (Unable to connect to 127.0.0.1:");
        var clock = Stopwatch.StartNew();
        Assert.Equal(1, await host.Stop("TERM"));
        output.WriteLine($"It ended after {clock.Elapsed.TotalSeconds:F1} s.");
        Assert.Equal("This host was asked to stop, and waited 32 s for what is away; it ends now, and loses the work "
            + "since its last snapshots.", host.Errors);
        Assert.DoesNotContain(host.Said, line => line.StartsWith("   at ", StringComparison.Ordinal));
        Assert.InRange(host.Said.Count(line => line.Contains("is not reached", StringComparison.Ordinal)), 1, 2);
    }

    [Fact]
    public async Task a_lab_host_that_is_killed_and_started_again_finds_its_hosts_training_on()
    {
        using var labData = new DataDirectory();
        using var data = new DataDirectories(1);
        var lab = await LabUnderTest.StartLabHost(labData.Path);
        try
        {
            await using var a = LabUnderTest.BeginToJoin(data[0], "a", lab, await lab.FirstToken());
            await a.Ready();
            var id = await lab.Submit(TinySweep.Definition(phaseKimg: UndisturbedRun.PhaseKimg));
            var phase = Middle(await lab.Until(id, s => Middle(s) is not null))!;
            var port = lab.Address.Port;
            await lab.Kill();
            await lab.DisposeAsync();
            lab = await LabUnderTest.StartLabHost(labData.Path, port);
            var ended = await lab.Until(id, s => s.Summary.Status == SweepStatus.Finished);

            Assert.Equal(undisturbed.Finals, await FinalCheckpoints.Of(lab, ended));
            Assert.Equal(undisturbed.Sweep.Summary.KimgTrained, ended.Summary.KimgTrained);
            Assert.DoesNotContain(await lab.Get<LabEvent[]>("events"),
                e => e.Subject == phase.Key && e.Kind is "lease-released" or "lease-expired");
            Assert.Equal(0, await a.Stop("TERM"));
        }
        finally
        {
            await lab.DisposeAsync();
        }
    }

    private static PhaseView? Middle(SweepView sweep) => sweep.Tree.Select(n => n.Phase).FirstOrDefault(p =>
        p is { Kind: PhaseKind.FadeIn, Status: PhaseStatus.Training, Worker: not null }
        && p.Nimg > p.Start + (p.End - p.Start) / 4);
}
