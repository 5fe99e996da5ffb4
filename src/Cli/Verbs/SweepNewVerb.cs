using System.CommandLine;
using System.Text;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Files;
using PgGanLab.Cli.Output;
using PgGanLab.Growth.Sweeps.Presets;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary>
/// <c>lab sweep new --preset NAME --dataset DATASET</c>: writes a ready sweep's file, scaled to a dataset and a budget;
/// submits it where asked to.
/// </summary>
internal sealed class SweepNewVerb : ServerVerb
{
    private readonly PresetOptions scale = new();
    private readonly Option<string> output = new("--output")
    {
        Description = "Write the sweep here instead of to the terminal; JSON where the name ends in .json.",
        HelpName = "FILE"
    };
    private readonly Option<bool> force = new("--force") { Description = "Replace a file that is there." };
    private readonly Option<bool> start = new("--start") { Description = "Submit it at once." };
    private readonly Option<bool> list = new("--list") { Description = "List the presets, a line each." };

    public SweepNewVerb() : base("new", "Make a sweep from a preset, such as the ablation of the paper's table 1.")
    {
        scale.AddTo(this);
        Options.Add(output);
        Options.Add(force);
        Options.Add(start);
        Options.Add(list);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(list))
            return List(screen, WantsJson(arguments));
        var (path, submits, json) = (arguments.GetValue(output), arguments.GetValue(start), WantsJson(arguments));
        var (preset, query) = (scale.Preset(arguments), scale.Query(arguments));
        if (path is not null)
            TargetFile.CheckEnding(path, ".yaml", ".yml", ".json");
        if (path is not null)
            TargetFile.CheckTarget(arguments.GetValue(force), path);
        var type = SweepFile.TypeOf(path ?? (json && !submits ? "sweep.json" : "sweep.yaml"));
        var text = await lab.GetPresetSweep(preset, query, type, cancellationToken);
        if (path is not null)
            await TargetFile.Write(path, arguments.GetValue(force), stream =>
                stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask());
        if (submits)
            await Submit(lab, text, type, json, screen, cancellationToken);
        else if (path is null)
            screen.Line(text.TrimEnd());
        if (path is not null && !json)
            screen.Line($"Written to {path}{(submits ? "." : $"; submit it with ./lab sweep submit {path}.")}");
        return ExitCode.Done;
    }

    private static async Task Submit(
        LabClient lab, string text, string type, bool json, Screen screen, CancellationToken cancellationToken)
    {
        var sweep = await lab.Submit(Encoding.UTF8.GetBytes(text), type, cancellationToken);
        foreach (var remark in sweep.Remarks)
            screen.Remark(remark);
        if (json)
        {
            screen.Json(sweep);
            return;
        }
        screen.Line($"{sweep.Id}: {SweepTable.Cost(sweep)}");
        screen.Line($"Watch it at {lab.Server}/sweeps/{sweep.Id}; its results: ./lab sweep table {sweep.Id}.");
    }

    private static int List(Screen screen, bool json)
    {
        if (json)
        {
            screen.Json(SweepPresetCatalog.All);
            return ExitCode.Done;
        }
        var width = SweepPresetCatalog.All.Max(p => p.Name.Length);
        foreach (var preset in SweepPresetCatalog.All)
            screen.Line($"{preset.Name.PadRight(width)}  {preset.Summary}");
        return ExitCode.Done;
    }
}
