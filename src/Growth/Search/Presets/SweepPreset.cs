namespace PgGanLab.Growth.Search.Presets;

/// <summary>A sweep that is known by name and scaled to what it is asked for.</summary>
public sealed record SweepPreset
{
    internal SweepPreset(string name, string summary, int ownResolution, int mostResolution, Func<SweepScale, ComposedSweep> compose)
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

    /// <summary>The sweep for a dataset and a budget: a pure function of its arguments, and one that <see cref="SweepPlan.Of"/> takes.</summary>
    /// <exception cref="InvalidInputException">One sentence on the first thing that can't be: the resolution, the budget, the seed, the name.</exception>
    public ComposedSweep For(SweepRequest request)
    {
        var sweep = Compose(SweepScale.Of(this, request));
        SweepPlan.Of(sweep.Definition, request.Dataset);
        return sweep;
    }
}
