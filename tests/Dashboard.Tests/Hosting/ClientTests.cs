using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Datasets;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Dashboard.Tests.Hosting;

/// <summary>A dashboard without a silo shows the lab of the cluster that it is a client of.</summary>
public sealed class ClientTests(LabServer lab) : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("pgganlab-client-").FullName;

    [Fact]
    public async Task a_client_shows_the_clusters_lab()
    {
        var sweep = (await lab.Finished).Summary;
        await using var window = new Window(lab.Services, data);
        var http = window.CreateClient();
        Assert.Equal("Healthy", await http.GetStringAsync("/health"));
        Assert.Contains(
            "Ranked at 16 px", await http.GetStringAsync($"/sweeps/{sweep.Id}/experiments"), StringComparison.Ordinal);
        Assert.Contains("Make a dataset", await http.GetStringAsync("/datasets"), StringComparison.Ordinal);
        Assert.Contains("cpu:0", await http.GetStringAsync("/api/v1/workers"), StringComparison.Ordinal);
        foreach (var path in (string[])["samples/latest", "generator", "ticks"])
            Assert.Equal(
                await lab.Http.GetByteArrayAsync($"/api/v1/experiments/{sweep.BestExperiment}/{path}"),
                await http.GetByteArrayAsync($"/api/v1/experiments/{sweep.BestExperiment}/{path}"));
        Assert.Equal(
            await lab.Http.GetByteArrayAsync("/api/v1/datasets/tiny/preview"),
            await http.GetByteArrayAsync("/api/v1/datasets/tiny/preview"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/orleans/")).StatusCode);
        var (status, detail) = await LabServer.Refusal(
            await http.PostAsync("/api/v1/sweeps", new StringContent("name: x", null, "application/yaml")));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("dataset", detail);
    }

    [Fact]
    public async Task what_a_silo_on_its_host_makes_is_left_to_that_silo()
    {
        var host = lab.Services.GetRequiredService<LabOptions>().HostName;
        var catalog = lab.Services.GetRequiredService<IGrainFactory>().GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        var making = await catalog.KeepDatasetRequest(
            host, new DatasetRequest("siloed", "synthetic") { Resolution = 8, Images = 20 });
        var workshop = Directory.CreateDirectory(lab.Services.GetRequiredService<LabDirectories>()
            .Resolve($"datasets/.preparing-{host}-{Guid.NewGuid():N}-siloed"));
        try
        {
            await using var window = new Window(lab.Services, data);
            Assert.Equal("Healthy", await window.CreateClient().GetStringAsync("/health"));
            workshop.Refresh();
            Assert.True(workshop.Exists);
            Assert.Null(window.Services.GetRequiredService<IDatasetMakings>().Find(making.Number));
        }
        finally
        {
            workshop.Refresh();
            if (workshop.Exists)
                workshop.Delete();
            await catalog.EndDatasetRequest(making.Number);
        }
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    private sealed class Window(IServiceProvider silo, string data) : WebApplicationFactory<Program>
    {
        protected override IHost CreateHost(IHostBuilder builder)
        {
            var gateway = silo.GetRequiredService<IOptions<EndpointOptions>>().Value.GatewayPort;
            builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Dashboard:Port"] = "0",
                    ["Lab:DataDirectory"] = data,
                    ["Lab:StoreDirectory"] = silo.GetRequiredService<LabDirectories>().Store,
                    ["Lab:Gateways"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{gateway}"),
                }));
            // Meters of one name are one to OpenTelemetry: those of this host would end the lab's with their own.
            builder.ConfigureServices(services => services.AddSingleton(silo.GetRequiredService<IMeterFactory>()));
            return base.CreateHost(builder);
        }
    }
}
