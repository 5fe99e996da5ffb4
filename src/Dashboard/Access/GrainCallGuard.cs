using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using PgGanLab.Grains.Access;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// Holds the people at pages to their roles. Pages ask grains, not the API, over a connection that was let in once, so
/// what a click causes is looked at here: <see cref="LabGrains"/> gives pages grains whose verbs ask for a role first.
/// </summary>
internal static class GrainCallGuard
{
    /// <summary>How the names of verbs begin that change nothing.</summary>
    private static readonly string[] Reading =
        ["Get", "Find", "Exists", "Has", "Preview", "Subscribe", "Unsubscribe"];

    private static readonly AsyncLocal<ClaimsPrincipal?> Current = new();

    /// <summary>Says who causes what follows on this path of execution.</summary>
    public static void Enter(ClaimsPrincipal? person) => Current.Value = person;

    /// <summary>Whether the role of who is at the page suffices; what no page causes may all.</summary>
    public static bool Allows(LabRole needed) => Current.Value is not { } person || person.Role >= needed;

    /// <summary>Refuses who is at the page where the role does not suffice; what no page causes is let through.</summary>
    /// <exception cref="InvalidInputException">One sentence with the role that is needed.</exception>
    public static void Demand(LabRole needed)
    {
        if (Current.Value is { } person && !Allows(needed))
            throw new InvalidInputException(
                $"This needs the role {needed.Word()}; {person.Title} is {person.Role?.Word() ?? "signed out"}.");
    }

    /// <summary>The grain for who is at the page; the grain itself where no page asks.</summary>
    public static TGrain Guarded<TGrain>(TGrain grain) where TGrain : class, IGrainWithStringKey =>
        Current.Value is null ? grain : GuardedGrain<TGrain>.Of(grain);

    /// <summary>The role that a grain's verb needs.</summary>
    public static LabRole Needed(string verb) =>
        Reading.Any(word => verb.StartsWith(word, StringComparison.Ordinal)) ? LabRole.Viewer : LabRole.Researcher;
}

/// <summary>A grain that asks for a role before it does something.</summary>
internal class GuardedGrain<TGrain> : DispatchProxy where TGrain : class
{
    private TGrain grain = null!;

    public static TGrain Of(TGrain grain)
    {
        var guarded = Create<TGrain, GuardedGrain<TGrain>>();
        ((GuardedGrain<TGrain>)(object)guarded).grain = grain;
        return guarded;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        GrainCallGuard.Demand(GrainCallGuard.Needed(targetMethod!.Name));
        return targetMethod.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}

/// <summary>Says at every event of a page who is there.</summary>
internal sealed class CircuitPerson(AuthenticationStateProvider signedIn, AccessOptions options) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (options.IsRequired)
            GrainCallGuard.Enter((await signedIn.GetAuthenticationStateAsync()).User);
        await next(context);
    };
}
