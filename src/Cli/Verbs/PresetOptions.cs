using System.CommandLine;
using System.Globalization;
using PgGanLab.Growth.Sweeps.Presets;

namespace PgGanLab.Cli.Verbs;

/// <summary>The options of <c>lab sweep new</c> that say what a preset is scaled to. The lab checks them.</summary>
internal sealed class PresetOptions
{
    private readonly Option<string> preset =
        new("--preset") { Description = "Which sweep (--list shows them).", HelpName = "NAME" };
    private readonly Option<string> dataset =
        new("--dataset") { Description = "The dataset that it trains on (./lab dataset list).", HelpName = "DATASET" };
    private readonly Option<double?> budget = new("--budget")
    {
        Description = "Thousands of real images to train in all; without it the preset's own.",
        HelpName = "KIMG",
    };

    private readonly Option<int?> resolution = new("--resolution")
    {
        Description = "Final resolution in pixels; without it the dataset's, at most the preset's own.",
        HelpName = "R",
    };

    private readonly Option<long?> seed = new("--seed")
    {
        Description = "Seed of everything random.",
        HelpName = "S",
    };

    private readonly Option<string> name =
        new("--name") { Description = "Name of the sweep; without it the preset's.", HelpName = "NAME" };

    public PresetOptions() => preset.CompletionSources.Add([.. SweepPresetCatalog.All.Select(p => p.Name)]);

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { preset, dataset, budget, resolution, seed, name })
            verb.Options.Add(option);
    }

    /// <exception cref="LabException">None is named.</exception>
    public string Preset(ParseResult arguments) =>
        arguments.GetValue(preset)
        ?? throw new LabException("Which sweep? Name one with --preset; ./lab sweep new --list shows them.");

    /// <summary>Everything else as a query.</summary>
    /// <exception cref="LabException">No dataset is named.</exception>
    public string Query(ParseResult arguments)
    {
        var chosen = arguments.GetValue(dataset)
            ?? throw new LabException("Which dataset? Name one with --dataset; ./lab dataset list shows them.");
        var values = new (string Name, IFormattable? Number, string? Text)[]
        {
            ("dataset", null, chosen), ("kimg", arguments.GetValue(budget), null),
            ("resolution", arguments.GetValue(resolution), null), ("seed", arguments.GetValue(seed), null),
            ("name", null, arguments.GetValue(name)),
        };
        return string.Join('&', values
            .Select(v => (v.Name, Value: v.Text ?? v.Number?.ToString(null, CultureInfo.InvariantCulture)))
            .Where(v => v.Value is not null).Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value!)}"));
    }
}
