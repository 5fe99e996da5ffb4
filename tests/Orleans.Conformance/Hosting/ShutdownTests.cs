using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using PgGanLab.OrleansConformance.Activations;
using PgGanLab.OrleansConformance.Enumeration;
using PgGanLab.OrleansConformance.Scheduling;

namespace PgGanLab.OrleansConformance.Hosting;

public sealed class ShutdownTests : IDisposable
{
    private readonly IHost _host = SiloFixture.Build(
        silo => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(4)));

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    private Journal Journal => _host.Services.GetRequiredService<Journal>();

    private Gates Gates => _host.Services.GetRequiredService<Gates>();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task stopping_deactivates_all_grains()
    {
        await _host.StartAsync();
        string[] keys = ["stop-1", "stop-2", "stop-3"];
        foreach (var key in keys) await Grains.GetGrain<ILifeGrain>(key).Activation();
        await _host.StopAsync();
        Assert.All(keys, key => Assert.Equal(["activated", "deactivated: ShuttingDown, scope open", "disposed"], Journal[key]));
    }

    [Fact]
    public async Task running_calls_end_before_their_grain_is_deactivated()
    {
        await _host.StartAsync();
        var held = Grains.GetGrain<ILifeGrain>("busy").Hold("busy");
        await Gates["busy"].Reached;
        var stopping = _host.StopAsync();
        Assert.Equal(["activated"], Journal["busy"]);
        Gates["busy"].Open();
        await stopping;
        Assert.Equal(["activated", "deactivated: ShuttingDown, scope open", "disposed"], Journal["busy"]);
        await held;
    }

    [Fact]
    public async Task stopping_ends_with_the_hosts_patience_and_fails_the_calls_that_still_run()
    {
        await _host.StartAsync();
        var held = Grains.GetGrain<ILifeGrain>("stuck").Hold("stuck");
        await Gates["stuck"].Reached;
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await _host.StopAsync(patience.Token);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => held);
        Assert.Equal(["activated"], Journal["stuck"]);
    }

    [Fact]
    public async Task no_grain_is_activated_any_more()
    {
        await _host.StartAsync();
        await Grains.GetGrain<ICourierGrain>("courier").Wake();
        await _host.StopAsync();
        Assert.Equal(["refused"], Journal["courier"]);
    }

    [Fact]
    public async Task a_sequence_that_somebody_reads_ends()
    {
        await _host.StartAsync();
        await using var sequence = Grains.GetGrain<IStreamGrain>("stream").CountWithGates().GetAsyncEnumerator();
        var moving = sequence.MoveNextAsync().AsTask();
        await Gates["stream-0"].Reached;
        await _host.StopAsync();
        await Assert.ThrowsAnyAsync<OrleansException>(() => moving);
    }

    [Fact]
    public async Task a_call_after_the_stop_fails()
    {
        await _host.StartAsync();
        var grain = Grains.GetGrain<IGateGrain>("late");
        await grain.Ping();
        await _host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Ping);
    }

    [Fact]
    public async Task a_call_before_the_start_fails() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Grains.GetGrain<IGateGrain>("early").Ping());
}
