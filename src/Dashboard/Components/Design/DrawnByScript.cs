using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>
/// A component that a JavaScript module draws into <see cref="Element"/>. The module exports <c>mount(element,
/// options)</c>, which gives an object with <c>update(options)</c> and <c>dispose()</c>. Drawings that would follow
/// each other too fast are left out; the last one is drawn.
/// </summary>
public abstract class DrawnByScript : ComponentBase, IAsyncDisposable
{
    private IJSObjectReference? drawing;
    private object? drawn;
    private bool busy;
    private bool isGone;

    protected ElementReference Element { get; set; }

    /// <summary>The module below <c>js/</c>.</summary>
    protected abstract string Module { get; }

    /// <summary>
    /// What the drawing depends on: it is drawn anew when this is no longer equal. Null while there is nothing to draw.
    /// </summary>
    protected abstract object? State { get; }

    /// <summary>What the module takes to begin with; asked for once, when it is mounted.</summary>
    protected abstract object Options();

    /// <summary>What it takes when the state changed; asked for once for each change.</summary>
    protected virtual object Changes() => Options();

    /// <summary>The module has taken what <see cref="Options"/> or <see cref="Changes"/> gave last.</summary>
    protected virtual void Drawn() { }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        isGone = true;
        await Erase();
    }

    private async Task Erase()
    {
        try
        {
            if (drawing is not null)
            {
                await drawing.InvokeVoidAsync("dispose");
                await drawing.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page was closed, and the drawing with it.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (busy)
            return;
        busy = true;
        try
        {
            while (!isGone && State is { } state && !state.Equals(drawn))
            {
                drawn = state;
                await Draw();
                Drawn();
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
        {
            drawn = null; // The browser is away for now: once it is back, the next change draws.
        }
        finally
        {
            busy = false;
        }
    }

    private async Task Draw()
    {
        if (drawing is not null)
        {
            await drawing.InvokeVoidAsync("update", [Changes()]);
            return;
        }
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", $"./js/{Module}");
        try
        {
            drawing = await module.InvokeAsync<IJSObjectReference>("mount", Element, Options());
        }
        catch (JSException) when (isGone)
        {
            return; // Another part of the page was opened meanwhile, and there is nothing left to draw into.
        }
        if (isGone)
            await Erase();
    }
}
