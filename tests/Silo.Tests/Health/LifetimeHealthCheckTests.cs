using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using PgGanLab.Silo.Health;

namespace PgGanLab.Silo.Tests.Health;

public sealed class LifetimeHealthCheckTests
{
    [Fact]
    public async Task a_process_serves_once_it_has_started_and_until_it_is_asked_to_stop()
    {
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var check = new LifetimeHealthCheck(lifetime);
        Assert.Equal((HealthStatus.Unhealthy, "The lab is starting."), await Look());
        lifetime.NotifyStarted();
        Assert.Equal((HealthStatus.Healthy, "The lab serves."), await Look());
        lifetime.StopApplication();
        Assert.Equal((HealthStatus.Unhealthy, "The lab is stopping."), await Look());

        async Task<(HealthStatus, string?)> Look()
        {
            var found = await check.CheckHealthAsync(new HealthCheckContext());
            return (found.Status, found.Description);
        }
    }
}
