using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using PgGanLab.Dashboard.Alerts;
using PgGanLab.Dashboard.Tests.Alerts;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Silo.Hosting;
using PgGanLab.Tests.Tiny;

[assembly: AssemblyFixture(typeof(LabServer))]

namespace PgGanLab.Dashboard.Tests.Host;

/// <summary>
/// One whole lab for all tests: pages, API, silo, database and a real worker on a few hundred made-up images.
/// </summary>
public sealed class LabServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>Two experiments, grown 4 -> 8 -> 16 in a few seconds, that differ at 16 px alone.</summary>
    public const string TinySweep = """
        name: tiny
        dataset: tiny
        base:
          resolution: 16
          latentSize: 8
          fmapBase: 64
          fmapMax: 8
          minibatch: 8
          stabilizeKimg: 0.16
          fadeInKimg: 0.16
          tickKimg: 0.04
          swdKimg: 0.08
          swdImages: 32
        search:
          space:
            learningRate@16: [5e-4, 1e-3]
        """;

    internal QueryCounter Queries { get; } = new();

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string data = Directory.CreateTempSubdirectory("pgganlab-dashboard-").FullName;
    private HttpClient? http;
    private Task<SweepView>? finished;

    public HttpClient Http => http ??= CreateClient();

    /// <summary>The tiny sweep after its end; trained once for all tests.</summary>
    public Task<SweepView> Finished => finished ??= Train();

    /// <summary>Who is told of what happens.</summary>
    internal Receiver Receiver { get; } = new();

    public async ValueTask InitializeAsync()
    {
        TinySource.Write(data);
        var answer = await Http.PostAsJsonAsync("/api/v1/datasets", new { name = "tiny", kind = "fashion-mnist" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    public Task<HttpResponseMessage> Post(string path, string body, string type = "application/yaml") =>
        Http.PostAsync(path, new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body))
        {
            Headers = { ContentType = new MediaTypeHeaderValue(type) }
        });

    public async Task<T> Get<T>(string path) => await Http.GetFromJsonAsync<T>(path, LabJson.Options)
        ?? throw new InvalidDataException($"{path} answered null.");

    /// <summary>The status and the one sentence of a refusal.</summary>
    public static async Task<(HttpStatusCode Status, string Detail)> Refusal(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, problem.GetProperty("detail").GetString()!);
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Dashboard:Port"] = "0",
                ["Lab:DataDirectory"] = data,
                ["Lab:Devices"] = "cpu:0",
                ["Lab:FashionMnistDirectory"] = Path.Combine(data, "source"),
                [AlertOptions.Variable] = Receiver.Address.AbsoluteUri,
                [AlertOptions.PrivateVariable] = "yes",
            }));
        builder.ConfigureServices(services =>
            services.AddSingleton<IInterceptor>(Queries).AddSingleton<IStartupFilter>(Queries)
                .PostConfigure<EndpointOptions>(o => o.GatewayPort = FreePort.Find()));     // for ClientTests
        return base.CreateHost(builder);
    }

    private async Task<SweepView> Train()
    {
        var answer = await Post("/api/v1/sweeps", TinySweep);
        var sweep = await answer.Content.ReadFromJsonAsync<SweepSummary>(LabJson.Options);
        var deadline = DateTime.UtcNow + Patience;
        SweepView? last = null;
        await foreach (var view in SweepEvents.Read(Http, sweep!.Id))
        {
            last = view;
            Assert.True(DateTime.UtcNow < deadline,
                string.Create(CultureInfo.InvariantCulture, $"The sweep did not end: {view.Summary}"));
        }
        return last!;
    }
}
