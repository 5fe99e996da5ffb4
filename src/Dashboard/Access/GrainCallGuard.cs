using System.Reflection;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using PgGanLab.Grains.Access;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// Holds the people at pages to their roles. Pages ask grains, not the API, over a connection that was let in once, so
/// what a click causes is looked at here: <see cref="LabGrains"/> gives pages grains whose verbs ask for a role first.
/// </summary>
internal static partial class GrainCallGuard
{
    /// <summary>How the names of verbs begin that change nothing.</summary>
    private static readonly string[] Reading =
        ["Get", "Find", "Exists", "Has", "Preview", "Subscribe", "Unsubscribe"];

    private static readonly AsyncLocal<ClaimsPrincipal?> Current = new();

    private static readonly AsyncLocal<ActionLog?> Log = new();

    /// <summary>Says who causes what follows on this path of execution, and where it is noted.</summary>
    public static void Enter(ClaimsPrincipal? person, ActionLog? log = null) =>
        (Current.Value, Log.Value) = (person, log);

    /// <summary>Whether the role of who is at the page suffices; what no page causes may all.</summary>
    public static bool Allows(LabRole needed) => Current.Value is not { } person || person.Role >= needed;

    /// <summary>Refuses who is at the page where the role does not suffice; what no page causes is let go.</summary>
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

    /// <summary>Has noted who did something, once it is done. Never throws.</summary>
    /// <param name="done">Ends with it.</param>
    /// <param name="what">Such as <c>sweep: pause</c>.</param>
    /// <param name="subject">Of what: an id or a name.</param>
    public static Task NoteAfter(Task done, string what, string subject) =>
        Current.Value is { } person && Log.Value is { } log
            ? log.NoteAfter(done, person, what, subject)
            : Task.CompletedTask;

    /// <summary><c>SetPriority</c> as <c>set priority</c>.</summary>
    public static string Words(string name) => WordStart().Replace(name, " $0").ToLowerInvariant();

    /// <summary>The role that a grain's verb needs: who can sign in is nothing for others than administrators.</summary>
    public static LabRole Needed(Type grain, string verb) =>
        grain == typeof(IUsersGrain) || grain == typeof(ITokensGrain) ? LabRole.Administrator
        : IsReading(verb) ? LabRole.Viewer : LabRole.Researcher;

    /// <summary>Whether a grain's verb changes nothing.</summary>
    public static bool IsReading(string verb) =>
        Reading.Any(word => verb.StartsWith(word, StringComparison.Ordinal));

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}

/// <summary>A grain that asks for a role before it does something.</summary>
internal class GuardedGrain<TGrain> : DispatchProxy where TGrain : class
{
    private static readonly Type[] OfTheLab = [typeof(ICatalogGrain), typeof(IUsersGrain), typeof(ITokensGrain)];

    private TGrain grain = null!;

    public static TGrain Of(TGrain grain)
    {
        var guarded = Create<TGrain, GuardedGrain<TGrain>>();
        ((GuardedGrain<TGrain>)(object)guarded).grain = grain;
        return guarded;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        GrainCallGuard.Demand(GrainCallGuard.Needed(typeof(TGrain), targetMethod!.Name));
        var answer = targetMethod.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, args, null);
        if (!GrainCallGuard.IsReading(targetMethod.Name) && answer is Task done)
            _ = GrainCallGuard.NoteAfter(done, What(targetMethod.Name), Subject(args));
        return answer;
    }

    /// <summary>Such as <c>sweep: set priority</c>.</summary>
    private static string What(string verb) =>
        $"{GrainCallGuard.Words(typeof(TGrain).Name[1..].Replace("Grain", "", StringComparison.Ordinal))}: "
        + GrainCallGuard.Words(verb);

    /// <summary>The grain's key; of those of which a lab has one, what they are asked about.</summary>
    private string Subject(object?[]? args) => OfTheLab.Contains(typeof(TGrain))
        ? args?.OfType<string>().FirstOrDefault() ?? ""
        : ((IAddressable)grain).GetPrimaryKeyString();
}

/// <summary>Says at every event of a page who is there.</summary>
internal sealed class CircuitPerson(AuthenticationStateProvider signedIn, AccessOptions options, ActionLog log)
    : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (options.IsRequired)
            GrainCallGuard.Enter((await signedIn.GetAuthenticationStateAsync()).User, log);
        await next(context);
    };
}
