namespace PgGanLab.OrleansConformance.Scheduling;

public sealed class MethodTimeoutTests(SiloFixture silo)
{
    [Fact]
    public async Task a_method_may_have_a_timeout_of_its_own()
    {
        const string name = nameof(a_method_may_have_a_timeout_of_its_own);
        var error = await Assert.ThrowsAsync<TimeoutException>(() => silo.Grains.GetGrain<IGateGrain>(name).HoldImpatiently(name));
        Assert.Contains("00:00:01", error.Message, StringComparison.Ordinal);
        silo.Gates[name].Open();
    }
}
