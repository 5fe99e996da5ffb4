using Microsoft.JSInterop;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>Letting go of objects in the browser.</summary>
internal static class JsModules
{
    /// <summary>Disposes a reference; when the browser is gone already, so is what it refers to.</summary>
    public static async ValueTask DisposeQuietly(this IJSObjectReference reference)
    {
        try
        {
            await reference.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page was closed.
        }
    }

    /// <summary>Calls the object's <c>dispose()</c> and lets it go.</summary>
    public static async ValueTask Release(this IJSObjectReference reference)
    {
        try
        {
            await reference.InvokeVoidAsync("dispose");
            await reference.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page was closed.
        }
    }
}
