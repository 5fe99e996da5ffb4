using System.Diagnostics;
using Microsoft.Playwright;

namespace PgGanLab.Browser.Tests.Host;

/// <summary>A lab that is reached through nginx alone: TLS, another host name, a prefix.</summary>
public sealed class ProxiedLab : IAsyncLifetime
{
    private readonly Nginx nginx = new();
    private readonly LabProcess process;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ProxiedLab() => process = new LabProcess("--public-url", nginx.PublicUrl);

    /// <summary>The lab's root as browsers see it, without a slash at the end.</summary>
    public string PublicUrl => nginx.PublicUrl;

    /// <summary>The lab's root at the server that takes the prefix off.</summary>
    public string StrippedUrl => $"http://localhost:{nginx.StrippingPort}/stripped";

    public async ValueTask InitializeAsync()
    {
        await process.Start();
        await process.PrepareDataset();
        await nginx.Start(process.Port);
        playwright = await Playwright.CreateAsync();
        browser = await Lab.Launch(playwright, $"--host-resolver-rules=MAP {Nginx.HostName} 127.0.0.1");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await nginx.DisposeAsync();
        await process.DisposeAsync();
    }

    /// <summary>A fresh browser window at a page, named relative to the lab's root.</summary>
    public async Task<Window> Open(string path)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = $"{PublicUrl}/",
            IgnoreHTTPSErrors = true,
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        });
        var window = new Window(context, await context.NewPageAsync());
        await window.Go(path);
        return window;
    }

    /// <summary>Submits a sweep, past the proxy.</summary>
    /// <returns>Its id.</returns>
    public Task<string> Submit(string yaml) => process.Submit(yaml);

    /// <summary>An HTTP client for <see cref="PublicUrl"/>.</summary>
    public HttpClient Client() => nginx.Client(nginx.Port);

    /// <summary>Runs the command line through the proxy.</summary>
    public Task<(int Code, string Output, string Errors)> Run(params string[] arguments) =>
        Run(new ProcessStartInfo("dotnet", [BuiltProgram.Path("Cli"), .. arguments, "--server", TrustedUrl]));

    /// <summary>Runs the tests of the Python client through the proxy.</summary>
    public Task<(int Code, string Output, string Errors)> RunPythonTests() =>
        Run(new ProcessStartInfo("/usr/bin/python3", ["-W", "error", "-m", "unittest", "-v"])
        {
            WorkingDirectory = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../clients/python")),
            Environment = { ["LAB_SERVER"] = TrustedUrl, ["PYTHONDONTWRITEBYTECODE"] = "1" },
        });

    /// <summary>The lab's root for programs that find this host alone, and trust the certificate.</summary>
    private string TrustedUrl => $"https://localhost:{nginx.Port}{Nginx.Prefix}";

    private async Task<(int Code, string Output, string Errors)> Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["SSL_CERT_FILE"] = nginx.Certificate;
        using var command = Process.Start(start)!;
        var errors = command.StandardError.ReadToEndAsync();
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, output, await errors);
    }
}
