using System.Collections.Immutable;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Api;

/// <summary>What the lab has: rates, events, its store, settings.</summary>
internal static class LabEndpoints
{
    internal const int MostEvents = 1000;

    public static void MapLab(this IEndpointRouteBuilder api)
    {
        var lab = api.MapGroup("").WithTags("Lab");
        lab.MapGet("/rates", (IGrainFactory grains) => grains.Catalog().GetRates())
            .WithSummary("How fast kinds of workers train, as measured, and the present workers by kind.");
        lab.MapGet("/phases/{key}", Phase).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A growth phase: how far it is, who trains it, its last SWD.");
        lab.MapGet("/events", Events).WithSummary("The lab's last events, newest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        lab.MapGet("/store", (IGrainFactory grains, string? limit = null) =>
                grains.Retention().GetUsage(Limit(limit)))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("What the store has, and what would be freed of it.");
        lab.MapPost("/store/free", (IGrainFactory grains, string? limit = null) =>
                grains.Retention().Free(Limit(limit)))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Frees what nobody misses; where the store is larger than it may be, what is least valuable.");
        lab.MapPost("/store/verify", (ICheckpointVerifier verifier, CancellationToken cancellationToken) =>
                verifier.Verify(null, cancellationToken))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Reads every final checkpoint; what is damaged or lost is made again when it is needed.");
        lab.MapGet("/settings", () => SettingCatalog.All.Select(SettingInfo.Of))
            .WithSummary("Every setting: default, range, unit, meaning.");
    }

    private static async Task<PhaseView> Phase(string key, IGrainFactory grains) =>
        (await grains.Catalog().GetPhases([key])).SingleOrDefault()
        ?? throw new NotFoundException($"There is no phase '{InputText.Shown(key)}'.");

    private static long? Limit(string? limit) => limit is null ? null
        : ByteText.Read(limit)
            ?? throw new InvalidInputException($"limit is '{InputText.Shown(limit)}'; {ByteText.Right}.");

    private static Task<ImmutableArray<LabEvent>> Events(IGrainFactory grains, int most = 100) =>
        most is >= 1 and <= MostEvents
            ? grains.Catalog().GetEvents(most)
            : throw new InvalidInputException($"most is {most}; it must be 1 to {MostEvents}.");
}
