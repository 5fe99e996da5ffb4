using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Silo.Hosting;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Silo.Tests.Fakes;

/// <summary>A whole silo in the test's process: real grains, database and trainer.</summary>
internal sealed class HostedLab : IAsyncDisposable
{
    private readonly IHost host;

    private HostedLab(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <param name="data">Data directory.</param>
    /// <param name="extractor">File of an extractor of features; empty for none.</param>
    /// <param name="acceptsLoss">Whether it goes on with another lab's store.</param>
    public static async Task<HostedLab> Start(string data, string extractor = "", bool acceptsLoss = false)
    {
        TinySource.Write(data);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddLabSilo(new LabOptions
        {
            DataDirectory = data,
            Devices = "cpu:0",
            SnapshotSeconds = 60,
            Extractor = extractor,
            FashionMnistDirectory = Path.Combine(data, "source"),
            AcceptLoss = acceptsLoss,
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }
        return new HostedLab(host);
    }

    public Task<DatasetFacts> PrepareDataset() => Services.GetRequiredService<IDatasetService>()
        .Create(new DatasetRequest("tiny", "fashion-mnist"), null, CancellationToken.None);

    /// <summary>Prepares the dataset and submits the tiny sweep.</summary>
    public Task<ISweepGrain> Submit(double phaseKimg) => Submit(TinySweep.Definition(phaseKimg));

    /// <summary>Prepares the dataset and submits a sweep.</summary>
    public async Task<ISweepGrain> Submit(object definition)
    {
        await PrepareDataset();
        var id = await Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).NewSweepId("tiny");
        var sweep = Grains.GetGrain<ISweepGrain>(id);
        await sweep.Submit(SweepDocument.Read(JsonSerializer.Serialize(definition)));
        return sweep;
    }

    /// <summary>Watches the sweep until it looks as wanted.</summary>
    public static async Task<SweepView> Until(ISweepGrain sweep, Func<SweepView, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await foreach (var view in sweep.Watch(patience.Token))
        {
            if (wanted(view))
                return view;
        }
        throw new InvalidOperationException("The sweep has ended, and never looked so.");
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
