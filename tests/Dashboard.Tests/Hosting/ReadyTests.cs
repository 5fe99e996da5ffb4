using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Hosting;

/// <summary>What probes of orchestrators are told.</summary>
public sealed class ReadyTests(KeptHosts hosts)
{
    [Fact]
    public async Task a_lab_is_ready_while_its_database_answers_and_until_it_is_asked_to_stop()
    {
        var database = new SwitchedCheck();
        var server = hosts.Keep(new LabServer());
        var lab = hosts.Keep(server.WithWebHostBuilder(host => host.ConfigureTestServices(services =>
            services.Configure<HealthCheckServiceOptions>(
                options => options.Registrations.Single(r => r.Name == "database").Factory = _ => database))));
        using var http = lab.CreateClient();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ask(http));

        database.Sentence = "The lab's database lab at db:5432 does not answer.";
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await Ask(http));
        Assert.Contains(database.Sentence, await (await http.GetAsync("/health")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);

        database.Sentence = null;
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ask(http));
        var lifetime = lab.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopping = new TaskCompletionSource<(HttpStatusCode, string)>();
        lifetime.ApplicationStopping.Register(() => stopping.SetResult(Task.Run(() => Ask(http)).Result));
        lifetime.StopApplication();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await stopping.Task);
    }

    private static async Task<(HttpStatusCode, string)> Ask(HttpClient http)
    {
        using var answer = await http.GetAsync("/health/ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A check that is well, or says what a test wants.</summary>
    private sealed class SwitchedCheck : IHealthCheck
    {
        public string? Sentence { get; set; }

        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(Sentence is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Sentence));
    }
}
