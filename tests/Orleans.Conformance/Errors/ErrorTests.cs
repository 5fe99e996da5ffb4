namespace PgGanLab.OrleansConformance.Errors;

public sealed class ErrorTests(SiloFixture silo)
{
    private IFailingGrain Grain => silo.Grains.GetGrain<IFailingGrain>("errors");

    [Fact]
    public async Task an_error_arrives_with_its_type_and_message()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.FailAtOnce("no such phase"));
        Assert.Equal("no such phase", error.Message);
    }

    [Fact]
    public async Task an_errors_stack_names_the_grains_method()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Grain.FailLater("bad"));
        Assert.Contains(nameof(FailingGrain.FailLater), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_error_passes_through_a_grain_in_between()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Grain.FailBehindAnotherGrain("deep"));
        Assert.Equal("deep", error.Message);
    }

    [Fact]
    public async Task an_error_of_ones_own_keeps_its_members()
    {
        var error = await Assert.ThrowsAsync<OddCodeException>(() => Grain.FailWithOwnType(7).AsTask());
        Assert.Equal(7, error.Code);
    }

    [Fact]
    public async Task an_error_without_attributes_arrives_with_its_cause()
    {
        var error = await Assert.ThrowsAsync<PlainException>(() => Grain.FailPlainly().AsTask());
        Assert.Equal("inner", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
    }

    [Fact]
    public async Task a_cancellation_arrives_as_one()
    {
        var call = Grain.Cancel();
        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Equal("I was told to stop", error.Message);
        Assert.True(call.IsCanceled);
    }
}
