using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Sweeps;

/// <summary>What must hold of a sweep whose members copy each other, and what may change in copies.</summary>
internal static class PopulationPlan
{
    /// <summary>Refuses a sweep that is no population.</summary>
    /// <exception cref="InvalidInputException">One sentence on the first rule that is broken.</exception>
    public static void Check(SweepDefinition sweep)
    {
        if (sweep.Stopping!.Population is null)
            return;
        if (sweep.Search.Learns)
            throw new InvalidInputException(
                $"Rule pbt needs its whole population at once, but strategy {sweep.Search.StrategyName} proposes points "
                + "later; take strategy random, sobol or grid.");
        if (sweep.Search.Strategy == SearchStrategy.List)
            throw new InvalidInputException(
                "Rule pbt changes settings within search.space, but strategy list has none; take strategy random, sobol or "
                + "grid.");
        if (sweep.Repeats > 1)
            throw new InvalidInputException(
                $"Rule pbt copies checkpoints from one experiment to another, which ends their being repeats; leave out "
                + $"repeats ({sweep.Repeats}).");
        if (sweep.Stopping.Rungs.FirstOrDefault(r => r.Kimg is not null) is { } within)
            throw new InvalidInputException(
                $"{StoppingDocument.Key}.rungs has {within}, but rule pbt copies checkpoints at ends of resolutions; name "
                + "resolutions, such as 16.");
    }

    /// <summary>The options with the names of all that changes in copies; null where no rule copies.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="rungs">Where copies are made.</param>
    /// <exception cref="InvalidInputException">Something can't change in copies, or nothing would.</exception>
    public static PopulationOptions? Of(SweepDefinition sweep, ImmutableArray<Rung> rungs)
    {
        if (sweep.Stopping!.Population is not { } options)
            return null;
        var lines = sweep.Search.Dimensions;
        foreach (var name in options.Explore)
            CheckNamed(sweep.Search, name);
        ImmutableArray<SearchDimension> explored =
        [
            .. lines.Where(line => options.Explore.IsEmpty
                ? WhyFixed(sweep.Search, line) is null && line.GridValues is not { Count: 1 }
                : options.Explore.Contains(line.Name)),
        ];
        foreach (var rung in rungs)
            if (!explored.Any(line => Concerns(line, rung.Resolution)))
                throw new InvalidInputException(
                    $"At {rung.Resolution} px rule pbt has no setting to change in copies: none that search.space varies"
                    + (options.Explore.IsEmpty ? "" : $" and {StoppingDocument.Key}.explore names")
                    + " can change what comes after it; vary one, or name other rungs.");
        return options with { Explore = [.. explored.Select(line => line.Name)], Seed = sweep.Search.Seed };
    }

    /// <summary>Whether a line of the space can change what comes after the end of a resolution.</summary>
    public static bool Concerns(SearchDimension line, int resolution) =>
        line.Settings.Any(key => key.Resolution is null || key.Resolution > resolution);

    /// <summary>
    /// Why a run can't go on, with the weights that it has, under another value of a setting, as a part of a sentence;
    /// null where it can.
    /// </summary>
    public static string? WhyFixed(SettingKey key) => key.Definition.Group switch
    {
        SettingGroup.Networks => "shapes the networks, and other networks have no place for the weights that are copied",
        SettingGroup.Guard or SettingGroup.Measuring => "changes nothing of what is trained",
        _ when key.Name == "seed" => "belongs to the whole run, whose weights are copied",
        _ when StoppingPlan.Lengths.Contains(key.Name) => "changes how a run grows, and copies are made at equal kimg",
        _ => null,
    };

    private static string? WhyFixed(SearchSpace space, SearchDimension line) => WhyFixed(line.Setting)
        ?? space.Dimensions.Concat<SpaceEntry>(space.Derived).Where(e => DependsOn(e, line))
            .Select(e => WhyFixed(e.Setting) is { } why ? $"decides on {e.Name}, which {why}" : null)
            .FirstOrDefault(why => why is not null);

    private static bool DependsOn(SpaceEntry entry, SearchDimension line) => entry.References.Any(reference =>
        line.Settings.Any(key => key == reference || key.Name == reference.Name));

    private static void CheckNamed(SearchSpace space, string name)
    {
        if (space.Dimensions.FirstOrDefault(d => d.Name == name) is not { } line)
            throw new InvalidInputException(
                $"{StoppingDocument.Key}.explore has '{InputText.Shown(name)}', which search.space does not vary; "
                + NearestName.Hint(name, [.. space.Dimensions.Select(d => d.Name)]));
        if (WhyFixed(space, line) is { } why)
            throw new InvalidInputException(
                $"{StoppingDocument.Key}.explore has {name}, which {why}; leave it out.");
    }
}
