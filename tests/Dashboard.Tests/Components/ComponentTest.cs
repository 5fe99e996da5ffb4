using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using MudBlazor.Services;
using NSubstitute;

namespace PgGanLab.Dashboard.Tests.Components;

/// <summary>Draws a component without a browser or a lab.</summary>
public abstract class ComponentTest
{
    /// <summary>Its HTML with these parameters.</summary>
    protected static Task<string> Render<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent => Render<TComponent>(new ServiceCollection(), parameters);

    /// <summary>Its HTML with these parameters, where it asks for more services than every component has.</summary>
    protected static async Task<string> Render<TComponent>(
        IServiceCollection services, Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        services.TryAddSingleton(Substitute.For<IGrainFactory>());
        services.AddLogging().AddSingleton(TimeProvider.System).AddSingleton(Substitute.For<IJSRuntime>())
            .AddSingleton<NavigationManager, Nowhere>()
            .AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    private sealed class Nowhere : NavigationManager
    {
        public Nowhere() => Initialize("http://lab/", "http://lab/");
    }
}
