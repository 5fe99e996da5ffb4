using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>
/// What follows from the values that were chosen for a space's dimensions: which of them count, which settings follow
/// from them, and whether the constraints allow them.
/// </summary>
internal sealed class PointRules
{
    private readonly SearchSpace space;
    private readonly SettingList common;
    private readonly ImmutableArray<SpaceEntry> entries;

    /// <param name="space">The space.</param>
    /// <param name="common">The sweep's base.</param>
    public PointRules(SearchSpace space, SettingList common)
    {
        this.space = space;
        this.common = common;
        entries = Ordered([.. space.Dimensions, .. space.Derived]);
    }

    /// <summary>What <see cref="Complete(SearchPoint)"/> makes of values that chance chose.</summary>
    /// <exception cref="InvalidInputException">A setting can't have what follows for it.</exception>
    public SearchPoint? CompleteDrawn(SearchPoint drawn) => Complete(DrawnGroups.Fit(drawn, space, common));

    /// <summary>The whole point; null where a constraint forbids it.</summary>
    /// <param name="chosen">A value for each dimension.</param>
    /// <exception cref="InvalidInputException">A setting can't have what follows for it.</exception>
    public SearchPoint? Complete(SearchPoint chosen)
    {
        var settings = common;
        var varied = ImmutableSortedDictionary.CreateBuilder<SettingKey, double>();
        foreach (var entry in entries.Where(e => e.When?.Holds(settings) != false))
        {
            var value = entry is DerivedSetting derived ? derived.Of(settings) : chosen.Settings[entry.Setting];
            if (double.IsNaN(value))
                continue;                           // a listed point that leaves it where nobody chose
            foreach (var key in entry.Settings)
                varied[key] = value;
            settings = settings.With(entry.Settings.Select(key => KeyValuePair.Create(key, value)));
        }
        return space.Constraints.All(c => c.Evaluate(settings) != 0)
            ? new SearchPoint(chosen.Name, varied.ToImmutable())
            : null;
    }

    /// <summary>A point that its author wrote down, with what follows from it.</summary>
    /// <param name="listed">Settings of dimensions; those with one value have it, the others the base's.</param>
    /// <param name="where">Where it stands.</param>
    /// <exception cref="InvalidInputException">It has a setting that nobody varies, or breaks a constraint.</exception>
    public SearchPoint Complete(SearchPoint listed, string where)
    {
        var chosen = ImmutableSortedDictionary.CreateBuilder<SettingKey, double>();
        foreach (var dimension in space.Dimensions)
            chosen[dimension.Setting] = Chosen(listed, dimension, where);
        if (listed.Settings.Keys.FirstOrDefault(k => !space.Dimensions.Any(d => d.Settings.Contains(k))) is { } other)
            throw new InvalidInputException(
                $"{where} has {other}, which search.space does not vary; leave it out or vary it.");
        return Complete(new SearchPoint(listed.Name, chosen.ToImmutable()))
            ?? throw new InvalidInputException($"{where} breaks one of search.constraints; change either.");
    }

    private double Chosen(SearchPoint listed, SearchDimension dimension, string where)
    {
        var values = dimension.Settings.Where(listed.Settings.ContainsKey).Select(k => listed.Settings[k]).Distinct()
            .ToArray();
        if (values.Length > 1)
            throw new InvalidInputException($"{where} has two values for {dimension.Name}, which gets one; name one.");
        if (values is [var value] && double.IsNaN(dimension.PlaceOf(value)))
            throw new InvalidInputException(
                $"{where} has {dimension.Name} {SettingList.Show(dimension.Setting, value)}, which is none of its "
                + "values in search.space.");
        return values is [var given] ? given
            : dimension.GridValues is [var only] ? only
            : common.ValueOf(dimension.Setting);
    }

    /// <summary>Each entry after those on which it depends.</summary>
    private static ImmutableArray<SpaceEntry> Ordered(ImmutableArray<SpaceEntry> entries)
    {
        var ordered = ImmutableArray.CreateBuilder<SpaceEntry>();
        var open = entries.ToList();
        while (open.Count > 0)
        {
            var next = open.FirstOrDefault(e => !open.Any(other => DependsOn(e, other)))
                ?? throw new InvalidInputException(
                    $"{string.Join(" and ", open.Select(e => $"'{e.Name}'"))} in search.space depend on "
                    + $"{(open.Count == 1 ? "itself" : "each other")}; one of them must stand alone.");
            open.Remove(next);
            ordered.Add(next);
        }
        return ordered.ToImmutable();
    }

    private static bool DependsOn(SpaceEntry entry, SpaceEntry other) => entry.References.Any(reference =>
        other.Settings.Any(key => key == reference || (key.Resolution is null && key.Name == reference.Name)));
}
