using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using PgGanLab.OrleansConformance.Activations;

namespace PgGanLab.OrleansConformance.Hosting;

public sealed class HostTests
{
    [Fact]
    public async Task services_that_are_added_after_the_silo_can_call_grains_from_start_to_stop()
    {
        using var host = SiloFixture.Build(_ => { }, services => services.AddHostedService<CallingService>());
        await host.StartAsync();
        await host.StopAsync();
        Assert.Equal(["ping", "ping"], host.Services.GetRequiredService<Journal>()["service"]);
    }

    [Fact]
    public async Task lifecycle_participants_start_and_stop_in_the_order_of_their_stages()
    {
        using var host = SiloFixture.Build(silo => silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StageRecorder>());
        await host.StartAsync();
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILifeGrain>("lifecycle").Activation();
        await host.StopAsync();
        Assert.Equal(
            ["start services", "start active", "activated", "stop active", "deactivated: ShuttingDown, scope open", "disposed", "stop services"],
            host.Services.GetRequiredService<Journal>()["lifecycle"]);
    }

    [Fact]
    public async Task the_silo_knows_itself_and_its_cluster()
    {
        using var host = SiloFixture.Build(_ => { });
        await host.StartAsync();
        var silo = host.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.Equal(("host-a", "conformance"), (silo.Name, silo.ClusterId));
        var members = host.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.Members;
        var member = Assert.Single(members.Values, member => member.Status == SiloStatus.Active);
        Assert.Equal((silo.SiloAddress, "host-a"), (member.SiloAddress, member.Name));
        Assert.Same(silo, host.Services.GetRequiredService<IClusterClient>().ServiceProvider.GetService<ILocalSiloDetails>());
        await host.StopAsync();
    }

    [Fact]
    public async Task a_wrong_configuration_keeps_the_host_from_starting()
    {
        using var host = SiloFixture.Build(silo => silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromSeconds(1)));
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
    }

    [Fact]
    public void every_kind_of_host_builder_takes_a_silo()
    {
        new HostBuilder().UseOrleans(silo => silo.UseLocalhostClustering());
        new HostBuilder().UseOrleans((_, silo) => silo.UseLocalhostClustering());
        var web = WebApplication.CreateSlimBuilder();
        web.UseOrleans(silo => silo.UseLocalhostClustering().Configure<ClusterOptions>(options => options.ClusterId = "web"));
        web.Host.UseOrleans(silo => silo.ConfigureServices(services => services.AddSingleton<Journal>()));
        Assert.Contains(web.Services, service => service.ServiceType == typeof(IGrainFactory));
    }
}
