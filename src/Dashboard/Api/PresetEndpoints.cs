using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Documents;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Sweeps.Presets;

namespace PgGanLab.Dashboard.Api;

/// <summary>Sweeps that are ready to be submitted, scaled to a dataset and a budget.</summary>
internal static class PresetEndpoints
{
    public static void MapPresets(this IEndpointRouteBuilder api)
    {
        var presets = api.MapGroup("/presets").WithTags("Presets");
        presets.MapGet("", () => SweepPresetCatalog.All).WithSummary("Sweep presets: what each compares.");
        presets.MapGet("/{preset}/sweep", Sweep).WithSummary(
            "A preset's sweep for a dataset and a budget in kimg, as a file to submit: "
            + "YAML with comments, or JSON by Accept. Nothing is kept.")
            .Produces<string>(StatusCodes.Status200OK, "application/yaml", "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<ContentHttpResult> Sweep(
        string preset, string dataset, HttpRequest request, IGrainFactory grains, double? kimg = null,
        int? resolution = null, long? seed = null, string? name = null)
    {
        var found = SweepPresetCatalog.Get(preset);
        var facts = PresetSweeps.Facts(await grains.Catalog().GetDatasets(), dataset);
        var sweep = found.For(
            new SweepRequest(facts) { Kimg = kimg, Resolution = resolution, Seed = seed, Name = name });
        var document = SweepDocument.Write(sweep.Definition);
        return request.Accepts("application/json")
            ? TypedResults.Text(document.ToJsonString(), "application/json")
            : TypedResults.Text(YamlText.Write(document, sweep.Heading, sweep.Remarks), "application/yaml");
    }
}
