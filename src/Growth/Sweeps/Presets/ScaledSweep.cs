using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>
/// Stretches or shortens a sweep to a budget: every phase, and the distance between reports, by the same factor.
/// </summary>
internal static class ScaledSweep
{
    private static readonly SettingKey HalfLife = new("emaHalfLifeKimg", null);
    private static readonly ImmutableHashSet<string> Lengths = ["fadeInKimg", "stabilizeKimg"];
    private static readonly ImmutableHashSet<string> Intervals = ["tickKimg", "swdKimg"];

    /// <summary>
    /// The sweep as its preset has it where no budget is given, else scaled so that its growth tree trains that many
    /// kimg.
    /// </summary>
    /// <param name="scale">The budget.</param>
    /// <param name="settings">The base.</param>
    /// <param name="search">What varies; it must not vary lengths.</param>
    /// <param name="heading">First lines above the file.</param>
    /// <exception cref="InvalidInputException">The budget is too small.</exception>
    public static ComposedSweep Of(SweepScale scale, SettingList settings, SearchSpace search, params string[] heading)
    {
        var points = search.Size;
        var own = new SweepDefinition(
            scale.Name, scale.Dataset.Name, scale.Seeded(settings), search, Repeats: 1, MaxExperiments: (int)points);
        var tree = SweepPlan.Of(own, scale.Dataset).Tree;
        var ownKimg = tree.ImagesDistinct / 1000.0;
        scale.RequireBudget(ownKimg * tree.Nodes.Max(node => IterationShare(node.Phase.Recipe)));
        var factor = (scale.Kimg ?? ownKimg) / ownKimg;
        var definition = factor == 1 ? own : own with { Base = Scaled(own, factor) };
        var cost = scale.Kimg is null
            ? $"{Readable.Kimg(ownKimg)} kimg to train in all, the preset's own length: --budget scales it."
            : $"{Readable.Kimg(scale.Kimg.Value)} kimg to train in all (the preset's own length: "
                + $"{Readable.Kimg(ownKimg)}); every phase is scaled alike.";
        return new ComposedSweep(definition, [.. heading, cost], Remarks(definition, own));
    }

    /// <summary>One iteration's share of a phase's images.</summary>
    private static double IterationShare(PhaseRecipe recipe) =>
        recipe.Minibatch * recipe.CriticRepeats / (double)recipe.Images;

    /// <summary>
    /// The base with every length times <paramref name="factor"/>, in whole images; a shorter run's Gs remembers less.
    /// </summary>
    private static SettingList Scaled(SweepDefinition own, double factor)
    {
        var configuration = own.Base.Apply();
        var names = Lengths.Union(Intervals).ToList();
        var defaults = names.Select(name => new SettingKey(name, null))
            .Select(key => KeyValuePair.Create(key, key.Definition.Get(configuration, null)));
        var lengths = defaults.Concat(own.Base.Values.Where(v => names.Contains(v.Key.Name)))
            .Select(v => KeyValuePair.Create(v.Key, Scaled(v.Key, v.Value, factor)));
        var scaled = own.Base.With(lengths);
        return AverageKimg(own, scaled.Apply()) is { } kimg
            ? scaled.With([SettingText.Pair(HalfLife.Name, kimg)])
            : scaled;
    }

    private static double Scaled(SettingKey key, double kimg, double factor) =>
        Lengths.Contains(key.Name) ? Math.Round(kimg * factor, 3) : Math.Max(Math.Round(kimg * factor, 2), 0.01);

    /// <summary>
    /// Gs' half-life for the scaled run; null where the preset's own is short enough, or the sweep varies it.
    /// </summary>
    private static double? AverageKimg(SweepDefinition own, TrainingConfiguration scaled)
    {
        if (own.Search.Dimensions.Any(d => d.Setting.Name is "emaBeta" or "emaHalfLifeKimg"))
            return null;
        var minibatch = scaled.Minibatch.At(scaled.Resolution);
        var present = minibatch * Math.Log(0.5) / Math.Log(scaled.EmaBetaAt(scaled.Resolution)) / 1000;
        var wanted = AverageGs.HalfLifeKimg(new GrowthSchedule(scaled).TotalImages / 1000.0);
        return wanted < present ? Math.Round(wanted, 2) : null;
    }

    private static ImmutableDictionary<string, string> Remarks(SweepDefinition definition, SweepDefinition own)
    {
        var grown = string.Create(
            CultureInfo.InvariantCulture, $"grown to from {definition.Base.Apply().FirstResolution} px");
        var remarks = ImmutableDictionary<string, string>.Empty.Add("base.resolution", grown);
        return definition.Base.Values.ContainsKey(HalfLife) && !own.Base.Values.ContainsKey(HalfLife)
            ? remarks.Add("base.emaHalfLifeKimg", "a shorter run's average must forget sooner")
            : remarks;
    }
}
