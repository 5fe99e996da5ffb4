namespace PgGanLab.Grains.Tests.Hosting;

public sealed class LogScopeTests
{
    [Fact]
    public async Task every_line_of_a_grain_call_carries_the_grains_key()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var root = (await lab.Phases("s"))[0];
        await lab.Phase(root).Lease("host-a/cpu:0");
        Assert.Contains(lab.Log.Lines, line => line.StartsWith('[')
            && line.Contains($"/{root}.Lease] Information: Phase {root} is leased", StringComparison.Ordinal));
    }
}
