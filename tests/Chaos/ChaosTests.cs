using System.Globalization;
using PgGanLab.Chaos.Faults;
using PgGanLab.Chaos.History;
using PgGanLab.Chaos.Runs;
using PgGanLab.Process.Tests.Lab;

namespace PgGanLab.Chaos;

/// <summary>
/// Real labs under faults. What holds must hold whenever the faults come; <c>./lab test --chaos</c> tries many seeds
/// (see docs/chaos.md), <c>./lab test</c> one.
/// </summary>
public class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task no_fault_breaks_a_promise_or_changes_a_byte()
    {
        var form = ChaosForm.Asked;
        var undisturbed = await ChaosRun.Undisturbed(form.PhaseKimg);
        var report = new ChaosReport();
        foreach (var seed in form.Seeds)
        {
            try
            {
                report.Add(await ChaosRun.Of(seed, form, undisturbed));
            }
            catch (Exception e)
            {
                report.Add(seed, e);
            }
        }
        report.End();
        Assert.Empty(report.Findings);
    }

    [Fact]
    public async Task a_lab_whose_fence_is_broken_is_found_out()
    {
        using var broken = new BrokenFence();
        using var data = new DataDirectory();
        await using var lab = await LabUnderTest.Start(data.Path, built: broken.Program);
        var recorder = new HistoryRecorder(data.Path);
        recorder.Begin();
        var id = await lab.Submit(ChaosSweeps.First(phaseKimg: 4));
        var record = new LabRecord(recorder);
        await Wait.Until(() => record.NextRead() is not null, "a phase that is trained has a snapshot");
        var (phase, token) = record.StealLease()!;
        var found = await Wait.For(() => LeaseChecks.Check(recorder.Read([id])).FirstOrDefault(), "the late worker");
        Assert.Equal((ViolationKind.TwoLiveLeases, phase), (found.Kind, found.Subject));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" of lease {token} was taken after lease "),
            found.Sentence, StringComparison.Ordinal);
        output.WriteLine($"{found}");
    }
}
