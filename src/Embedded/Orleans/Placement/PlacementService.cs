using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>
/// Asks a grain class's placement director where a grain belongs. There is only one silo to choose; asking shows that the director
/// works and knows this silo.
/// </summary>
internal sealed class PlacementService(IServiceProvider services)
{
    /// <exception cref="OrleansException">The strategy has no director, or the director chose no silo of this process.</exception>
    public async Task PlaceAsync(GrainClass grainClass, GrainId grain, Dictionary<string, object>? requestContext)
    {
        if (grainClass.Placement is not { } strategy) return;
        var director = services.GetKeyedService<IPlacementDirector>(strategy.GetType())
            ?? throw new OrleansException($"{grainClass.Type} is placed by {strategy.GetType()}, which has no director; add one with AddPlacementDirector.");
        var context = services.GetRequiredService<IPlacementContext>();
        var target = new PlacementTarget(grain, requestContext ?? [], grainClass.MainInterfaceType, interfaceVersion: 0);
        var chosen = await director.OnAddActivation(strategy, target, context);
        if (!context.LocalSilo.Equals(chosen)) throw new OrleansException($"{director.GetType()} placed {grain} on {chosen}, which is no silo of this process.");
    }
}
