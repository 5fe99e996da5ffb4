using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.Playwright;

namespace PgGanLab.Browser.Tests.Host;

/// <summary>
/// A lab that is reached through nginx alone: TLS, another host name, a prefix. People sign in there, programs have a token.
/// </summary>
public sealed class ProxiedLab : IAsyncLifetime
{
    private readonly Nginx nginx = new();
    private readonly LabProcess process;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private string? signedIn;

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
        await process.AddUser("ann", "administrator", "four words are long");
        await SignIn("workers", "ann", "four words are long");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await nginx.DisposeAsync();
        await process.DisposeAsync();
    }

    /// <summary>A fresh browser window at a page, named relative to the lab's root, with somebody signed in.</summary>
    public async Task<Window> Open(string path)
    {
        var window = await NewWindow();
        await window.Go(path);
        return window;
    }

    /// <summary>Opens a page as nobody, is led to the sign-in page, and comes back.</summary>
    private async Task SignIn(string path, string name, string password)
    {
        await using var window = await NewWindow();
        await window.Page.GotoAsync(path);
        Assert.Equal($"{PublicUrl}/sign-in?return=%2F{path}", window.Page.Url);
        await window.Page.FillAsync("#name", name);
        await window.Page.FillAsync("#password", password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Live();
        Assert.Equal($"{PublicUrl}/{path}", window.Page.Url);
        var cookies = await window.Page.Context.CookiesAsync();
        Assert.Contains(cookies, cookie => cookie is
        {
            Path: Nginx.Prefix, Secure: true, HttpOnly: true, SameSite: SameSiteAttribute.Lax
        });
        signedIn = await window.Page.Context.StorageStateAsync();
    }

    private async Task<Window> NewWindow()
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = $"{PublicUrl}/",
            IgnoreHTTPSErrors = true,
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            StorageState = signedIn,
        });
        return new Window(context, await context.NewPageAsync());
    }

    /// <summary>A fresh browser window, without a network, at a file.</summary>
    public async Task<Window> OpenOffline(string file)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            Offline = true,
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        });
        var window = new Window(context, await context.NewPageAsync());
        await window.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return window;
    }

    /// <summary>Submits a sweep, past the proxy.</summary>
    /// <returns>Its id.</returns>
    public Task<string> Submit(string yaml) => process.Submit(yaml);

    /// <summary>An HTTP client with a token, for <see cref="PublicUrl"/>.</summary>
    public HttpClient Client() => WithToken(nginx.Client(nginx.Port));

    /// <summary>Gives a client the token.</summary>
    public HttpClient WithToken(HttpClient client)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", process.OwnerToken);
        return client;
    }

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
        start.Environment["LAB_TOKEN"] = process.OwnerToken;
        using var command = Process.Start(start)!;
        var errors = command.StandardError.ReadToEndAsync();
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, output, await errors);
    }
}
