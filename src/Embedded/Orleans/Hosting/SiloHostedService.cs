using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Starts and stops the silo with its host. Services that are registered after it may call grains as long as they run.</summary>
internal sealed class SiloHostedService(
    SiloRuntime silo,
    SiloLifecycle lifecycle,
    ConfigurationValidator validator,
    IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants,
    ILocalSiloDetails details,
    ILogger<SiloHostedService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        validator.Validate();
        foreach (var participant in participants) participant.Participate(lifecycle);
        lifecycle.Subscribe("Grains", ServiceLifecycleStage.GrainDeactivation, _ => Task.CompletedTask, silo.Directory.StopAsync);
        lifecycle.Subscribe("IdleCollection", ServiceLifecycleStage.Active, StartCollecting);
        silo.Start();
        await lifecycle.StartAsync(cancellationToken);
        logger.LogInformation("Silo {Name} started in this process; {Count} grain classes.", details.Name, silo.Classes.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await lifecycle.StopAsync(cancellationToken);
        silo.Stop();
        logger.LogInformation("Silo {Name} stopped.", details.Name);
    }

    private Task StartCollecting(CancellationToken cancellationToken)
    {
        silo.Directory.StartCollecting();
        return Task.CompletedTask;
    }
}
