using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>Defines a sweep, shows what it would do while it is typed, and launches it.</summary>
public sealed partial class NewSweepPage(IGrainFactory grains, NavigationManager navigation) : ComponentBase, IDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Settings that a processor without GPU trains in minutes.</summary>
    private static readonly (string Name, string Value)[] Small =
    [
        ("resolution", "16"), ("latentSize", "48"), ("fmapBase", "4096"), ("fmapMax", "48"), ("fadeInKimg", "8"), ("stabilizeKimg", "16"),
        ("tickKimg", "1"), ("swdKimg", "8"), ("swdImages", "2048"),
    ];

    private SweepDraft? draft;
    private ImmutableArray<DatasetView> datasets = [];
    private SweepPreview? preview;
    private string? problem;
    private bool launching;
    private CancellationTokenSource typing = new();

    /// <summary>A sweep whose definition the form starts with.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    /// <summary>The dataset that the form starts with.</summary>
    [SupplyParameterFromQuery] public string? Dataset { get; set; }

    public void Dispose() => typing.Dispose();

    protected override async Task OnInitializedAsync()
    {
        datasets = await grains.Catalog().GetDatasets();
        var start = From is null ? null : await grains.Sweep(From).GetView();
        draft = start is null ? Fresh() : SweepDraft.Of(SweepDocument.Read(start.DefinitionJson));
        await Look();
    }

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

    private async Task Changed()
    {
        await typing.CancelAsync();
        typing.Dispose();
        typing = new CancellationTokenSource();
        var token = typing.Token;
        await Task.Delay(TypingPause, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!token.IsCancellationRequested)
            await Look();
    }

    private async Task Import(SweepDraft imported)
    {
        draft = imported;
        await Look();
    }

    private async Task Look()
    {
        try
        {
            preview = await grains.Catalog().Preview(draft!.Write().ToJsonString());
            problem = null;
        }
        catch (InvalidInputException e)
        {
            (preview, problem) = (null, e.Message);
        }
    }

    private async Task Launch()
    {
        launching = true;
        try
        {
            var definition = draft!.Write().ToJsonString();
            var id = await grains.Catalog().NewSweepId(SweepDocument.Read(definition).Name);
            await grains.Sweep(id).Submit(definition);
            navigation.NavigateTo($"/sweeps/{Uri.EscapeDataString(id)}");
        }
        catch (InvalidInputException e)
        {
            (preview, problem) = (null, e.Message);
        }
        finally
        {
            launching = false;
        }
    }
}
