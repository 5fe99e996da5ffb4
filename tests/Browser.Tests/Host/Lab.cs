using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;

[assembly: AssemblyFixture(typeof(Lab))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace PgGanLab.Browser.Tests.Host;

/// <summary>One lab and one browser for all tests.</summary>
public sealed class Lab : IAsyncLifetime
{
    /// <summary>Experiments that part at 16 px, trained in seconds.</summary>
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
            learningRate@16: [0.0005, 0.001]
        """;

    /// <summary>Two experiments that have every term between them which a tick on a CPU can report.</summary>
    private const string EveryTerm = """
        name: every term
        dataset: tiny
        base:
          resolution: 16
          startResolution: 16
          latentSize: 8
          fmapBase: 64
          fmapMax: 8
          minibatch: 8
          stabilizeKimg: 0.4
          tickKimg: 0.04
          swdKimg: 0.2
          swdImages: 32
          conditional: true
        search:
          strategy: list
          points:
            - name: least squares, adaptive augmentation
              settings: { loss: lsgan, augmentCutout: true, augmentTarget: 0.1, augmentKimg: 0.2 }
            - name: logistic
              settings: { loss: logistic }
        """;

    private readonly LabProcess process = new();
    private IPlaywright? playwright;
    private IBrowser? browser;
    private Task<string>? finished;
    private Task<string>? everyTermFinished;

    /// <summary>Id of a sweep that has ended; trained once for all tests.</summary>
    public Task<string> Finished => finished ??= Train(TinySweep);

    /// <summary>
    /// Id of a sweep whose experiments have terms that are off by default; trained once for all tests.
    /// </summary>
    public Task<string> EveryTermFinished => everyTermFinished ??= Train(EveryTerm);

    public async ValueTask InitializeAsync()
    {
        await process.Start();
        await process.PrepareDataset();
        playwright = await Playwright.CreateAsync();
        browser = await Launch(playwright);
    }

    /// <summary>Starts Chromium.</summary>
    internal static Task<IBrowser> Launch(IPlaywright playwright, params string[] arguments) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", .. arguments],
        });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await process.DisposeAsync();
    }

    /// <summary>A fresh browser window; disposing it fails the test when its console saw an error.</summary>
    public async Task<Window> Open(
        string path, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Dark)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = process.Address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
        });
        var window = new Window(context, await context.NewPageAsync());
        await window.Go(path);
        return window;
    }

    /// <summary>Submits a sweep.</summary>
    /// <returns>Its id.</returns>
    public Task<string> Submit(string yaml) => process.Submit(yaml);

    /// <summary>Submits a sweep that never ends by itself; disposing it cancels what is left of it.</summary>
    public async Task<EndlessSweep> Endless(string name) => new(this, await Submit($$"""
        name: {{name}}
        dataset: tiny
        objective: none
        base: { resolution: 4, stabilizeKimg: 900000, fmapMax: 4, latentSize: 4 }
        """));

    /// <summary>Cancels a sweep; nothing where there is none.</summary>
    public Task Cancel(string id) => process.Cancel(id);

    public Task Kill() => process.Kill();

    public Task Start() => process.Start();

    private async Task<string> Train(string yaml)
    {
        var id = await process.Submit(yaml);
        await using var window = await Open($"/sweeps/{id}");
        await window.Until(".page-head .badge", "Finished");
        return id;
    }
}

/// <summary>A sweep that trains for ever, unless its test ends.</summary>
public sealed class EndlessSweep(Lab lab, string id) : IAsyncDisposable
{
    public string Id => id;

    public async ValueTask DisposeAsync() => await lab.Cancel(id);
}
