using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests.Host;

/// <summary>A browser window on the lab that remembers what its console complained about.</summary>
public sealed class Window : IAsyncDisposable
{
    private static readonly string Folder =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../screenshots"));

    /// <summary>Milliseconds; a busy machine may be slow.</summary>
    private const float Patience = 90_000;

    private readonly ConcurrentQueue<string> complaints = new();
    private readonly IBrowserContext context;

    public Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.SetDefaultTimeout(Patience);
        SetDefaultExpectTimeout(Patience);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue($"{page.Url}: {message.Text}");
        };
    }

    public IPage Page { get; }

    /// <summary>Opens a page of the lab and waits until it is interactive.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Live();
    }

    public Task Live() => Page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'true'");

    /// <summary>Waits until an element has a text.</summary>
    public Task Until(string selector, string text) =>
        Explain(() => Page.Locator(selector, new PageLocatorOptions { HasText = text }).First.WaitForAsync());

    /// <summary>Waits until the window is at an address.</summary>
    public Task Arrive(Regex address) => Explain(() => Page.WaitForFunctionAsync(
        "address => new RegExp(address).test(location.href)", address.ToString()));

    /// <summary>Opens a part of the page by the name on its tab.</summary>
    public Task Part(string name) =>
        Page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = name }).ClickAsync();

    /// <summary>Chooses from a list that opens.</summary>
    public async Task Choose(ILocator field, string option)
    {
        await field.ClickAsync();
        await Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = option, Exact = true }).ClickAsync();
    }

    public Task<T> Ask<T>(string script, object? argument = null) => Page.EvaluateAsync<T>(script, argument);

    /// <summary>Takes a picture of the whole page, for people to look at: artifacts/screenshots/NAME.png.</summary>
    public Task Picture(string name) => OfWholePage(() => Shoot(name));

    /// <summary>The same in both schemes: NAME-light.png and NAME-dark.png.</summary>
    public Task Pictures(string name) => OfWholePage(async () =>
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            var word = scheme.ToString().ToLowerInvariant();
            await Page.WaitForFunctionAsync(
                "scheme => document.documentElement.dataset.theme === scheme "
                + "&& !document.getAnimations().some(a => a instanceof CSSTransition)", word);
            await Shoot($"{name}-{word}");
        }
    });

    private async Task OfWholePage(Func<Task> shoot)
    {
        var size = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(
            size.Width, Math.Max(size.Height, await Ask<int>("() => document.documentElement.scrollHeight")));
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await shoot();
        await Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private async Task Shoot(string name) =>
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png") });

    /// <summary>Forgets complaints that a test expects.</summary>
    public void Forgive() => complaints.Clear();

    /// <summary>Tells what the page shows when something does not come.</summary>
    private async Task Explain(Func<Task> wait)
    {
        try
        {
            await wait();
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException(
                $"{e.Message}\n{Page.Url} shows:\n{await Page.InnerTextAsync("body")}\nIts console: "
                + $"{string.Join('\n', complaints)}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.True(complaints.IsEmpty, $"The console complained: {string.Join('\n', complaints)}");
    }
}
