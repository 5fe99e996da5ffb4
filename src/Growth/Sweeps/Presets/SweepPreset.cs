using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>A sweep that is known by name and scaled to what it is asked for.</summary>
public sealed record SweepPreset
{
    internal SweepPreset(
        string name, string summary, int ownResolution, int mostResolution, Func<SweepScale, ComposedSweep> compose)
    {
        Name = name;
        Summary = summary;
        OwnResolution = ownResolution;
        MostResolution = mostResolution;
        Compose = compose;
    }

    /// <summary>As asked for: <c>karras-table1</c>.</summary>
    public string Name { get; }

    /// <summary>One line: what it compares and where it comes from.</summary>
    public string Summary { get; }

    /// <summary>Final resolution in pixels where none is asked for and the dataset has it.</summary>
    public int OwnResolution { get; }

    /// <summary>Largest final resolution in pixels.</summary>
    public int MostResolution { get; }

    private Func<SweepScale, ComposedSweep> Compose { get; }

    /// <summary>
    /// The sweep for a dataset and a budget: a pure function of its arguments, and one that <see cref="SweepPlan.Of"/>
    /// takes.
    /// </summary>
    /// <exception cref="InvalidInputException">
    /// One sentence on the first thing that can't be: the resolution, the budget, the seed, the name.
    /// </exception>
    public ComposedSweep For(SweepRequest request)
    {
        var sweep = Compose(SweepScale.Of(this, request));
        SweepPlan.Of(sweep.Definition, request.Dataset);
        return sweep;
    }
}

/// <summary>A sweep that a preset made, with what its reader should know.</summary>
/// <param name="Definition">The sweep.</param>
/// <param name="Heading">Lines to stand above its file.</param>
/// <param name="Remarks">
/// Place in the file form (<c>base.fmapMax</c>, <c>search.points[0]</c>) to what is remarked there.
/// </param>
public sealed record ComposedSweep(
    SweepDefinition Definition, ImmutableArray<string> Heading, ImmutableDictionary<string, string> Remarks);

/// <summary>What a sweep preset is scaled to.</summary>
/// <param name="Dataset">Gives the largest resolution, and the channels of the networks.</param>
public sealed record SweepRequest(DatasetFacts Dataset)
{
    /// <summary>Thousands of real images that the sweep trains in all; null for the preset's own.</summary>
    public double? Kimg { get; init; }

    /// <summary>
    /// Final resolution in pixels; null for the preset's own, or the dataset's where that is smaller.
    /// </summary>
    public int? Resolution { get; init; }

    /// <summary>Seed of everything random; null for the paper's.</summary>
    public long? Seed { get; init; }

    /// <summary>Name of the sweep; null for the preset's.</summary>
    public string? Name { get; init; }
}
