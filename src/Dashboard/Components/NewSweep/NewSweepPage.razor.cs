using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PgGanLab.Dashboard.Api;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>Defines a sweep, shows what it would do while it is typed, and launches it.</summary>
public sealed partial class NewSweepPage(
    IGrainFactory grains, NavigationManager navigation, IJSRuntime script, ILogger<NewSweepPage> log)
    : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Settings that a processor without GPU trains in minutes.</summary>
    private static readonly (string Name, string Value)[] Small =
    [
        ("resolution", "16"), ("latentSize", "48"), ("fmapBase", "4096"), ("fmapMax", "48"), ("fadeInKimg", "8"),
        ("stabilizeKimg", "16"), ("tickKimg", "1"), ("swdKimg", "8"), ("swdImages", "2048"),
    ];

    private SweepDraft? draft;
    private KeptDraft? kept;
    private DateTimeOffset? typedAt;
    private YamlEditor? file;
    private ImmutableArray<DatasetFacts> datasets = [];
    private SweepPreview? preview;
    private string? problem;
    private string? fileProblem;
    private bool launching;
    private bool looking;
    private int changes;
    private int typed;

    /// <summary>A sweep whose definition the form starts with.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    /// <summary>An experiment whose settings the form starts with, as a sweep of its own.</summary>
    [SupplyParameterFromQuery] public string? Experiment { get; set; }

    /// <summary>The dataset that the form starts with.</summary>
    [SupplyParameterFromQuery] public string? Dataset { get; set; }

    protected override async Task OnInitializedAsync()
    {
        datasets = await grains.Catalog().GetDatasets();
        draft = await Start();
        await Look();
    }

    /// <summary>Once there is a browser, what was typed in it before and not launched comes back.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (draft is null || kept is not null)
            return;
        kept = new KeptDraft(script);
        if (await kept.Read() is not { } before)
            return;
        typedAt = before.At;
        draft = before.Form ?? draft;
        await Look();
        StateHasChanged();
        if (before.File is not null)
            await file!.Read(before.File);
    }

    public async ValueTask DisposeAsync()
    {
        if (kept is not null)
            await kept.DisposeAsync();
    }

    private async Task<SweepDraft> Start()
    {
        var start = From is not null ? await grains.FindDefinition(From)
            : Experiment is not null ? await Alone(Experiment)
            : null;
        return start is null ? Fresh() : SweepDraft.Of(SweepDocument.Read(start));
    }

    private async Task<string?> Alone(string id) =>
        await grains.FindExperiment(id) is { } experiment
            && await grains.FindDefinition(experiment.Summary.SweepId) is { } sweep
            ? ExperimentFile.Of(experiment, sweep).ToJsonString()
            : null;

    /// <summary>A sweep that can be launched as it is, small enough for any machine.</summary>
    private SweepDraft Fresh()
    {
        var dataset = datasets.FirstOrDefault(d => d.Name == Dataset) ?? datasets.FirstOrDefault();
        return new SweepDraft
        {
            Name = dataset is null ? "first-sweep" : $"{dataset.Name}-sweep",
            Dataset = dataset?.Name ?? "",
            Base = new(Small.ToDictionary(s => new SettingKey(s.Name, null), s => s.Value)),
            Dimensions = { new DimensionDraft { Setting = new("learningRate", 16), Values = "0.0005, 0.001, 0.002" } },
        };
    }

    /// <summary>Looks again once nothing was typed for a moment; until then nothing can be launched.</summary>
    private async Task Changed()
    {
        var (change, text) = (++changes, ++typed);
        looking = true;
        await Task.Delay(TypingPause);
        if (text == typed)
            await kept!.Keep(draft!);
        if (change == changes)
            await Look();
    }

    private async Task Import(SweepDraft imported)
    {
        draft = imported;
        looking = true;
        await kept!.Keep(imported);
        await Look();
    }

    /// <summary>Before anything is awaited the form has the file's sweep: a click on Launch may be next in line.</summary>
    private async Task ImportFile(SweepDraft imported)
    {
        fileProblem = null;
        var import = Import(imported);
        await kept!.KeepFile(null);
        await import;
    }

    /// <summary>The file below the form is on the screen too: while it is wrong, nothing can be launched.</summary>
    private Task RefuseFile(string? why)
    {
        fileProblem = why;
        return why is null ? kept!.KeepFile(null) : Task.CompletedTask;
    }

    private async Task Discard()
    {
        typedAt = null;
        draft = await Start();
        await file!.Forget();
        await kept!.Clear();
        await Look();
    }

    private async Task Look()
    {
        var change = ++changes;
        looking = true;
        try
        {
            var seen = await grains.Catalog().Preview(draft!.Definition());
            if (change == changes)
                (preview, problem) = (seen, null);
        }
        catch (Exception e)
        {
            if (change == changes)
                Refuse(e);
        }
        finally
        {
            looking = change != changes;
        }
    }

    /// <summary>Launches what is on the screen, or nothing.</summary>
    private async Task Launch()
    {
        if (fileProblem is not null)
            return;
        launching = true;
        try
        {
            var definition = draft!.Definition();
            var id = await grains.Catalog().NewSweepId(definition.Name);
            await grains.Sweep(id).Submit(definition);
            await kept!.Clear();
            navigation.NavigateTo($"sweeps/{Uri.EscapeDataString(id)}");
        }
        catch (Exception e)
        {
            Refuse(e);
        }
        finally
        {
            launching = false;
        }
    }

    /// <summary>
    /// Shows why there is no preview and no launch: what is wrong with the sweep, or that the lab did not answer.
    /// </summary>
    private void Refuse(Exception e)
    {
        preview = null;
        problem = e is InvalidInputException ? e.Message : $"The lab did not answer: {Readable.Clause(e.Message)}.";
        if (e is not InvalidInputException)
            log.LogWarning(e, "The form could not preview or launch sweep {Name}", draft?.Name);
    }
}
