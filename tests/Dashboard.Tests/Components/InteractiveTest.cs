using Bunit;
using MudBlazor.Services;

namespace PgGanLab.Dashboard.Tests.Components;

/// <summary>Draws components that answer to clicks, without a browser or a lab.</summary>
public abstract class InteractiveTest : BunitContext
{
    static InteractiveTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(90);

    protected InteractiveTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
    }
}
