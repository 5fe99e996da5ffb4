using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PgGanLab.Browser.Tests.Host;

/// <summary>A browser window on the lab that remembers what its console complained about.</summary>
public sealed class Window : IAsyncDisposable
{
    /// <summary>Milliseconds; a busy machine may be slow.</summary>
    private const float Patience = 90_000;

    private readonly ConcurrentQueue<string> complaints = new();
    private readonly IBrowserContext context;

    public Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.SetDefaultTimeout(Patience);
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
    public Task Until(string selector, string text) => Page.Locator(selector, new PageLocatorOptions { HasText = text }).First.WaitForAsync();

    public Task<T> Ask<T>(string script, object? argument = null) => Page.EvaluateAsync<T>(script, argument);

    /// <summary>Forgets complaints that a test expects.</summary>
    public void Forgive() => complaints.Clear();

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Empty(complaints);
    }
}
