using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>
/// Minibatches and their groups that were drawn from an interval are moved to the nearest value of it with which the
/// groups are whole, so that chance breaks no rule that its author could not have kept.
/// </summary>
internal static class DrawnGroups
{
    /// <summary>The point with such values; one for which there are none is left as it is.</summary>
    /// <param name="point">A value for the first setting of each dimension.</param>
    /// <param name="space">The space that it was drawn from.</param>
    /// <param name="common">The sweep's base.</param>
    public static SearchPoint Fit(SearchPoint point, SearchSpace space, SettingList common)
    {
        var ranges = space.Dimensions.OfType<RangeDimension>()
            .Where(d => d.Setting.Name is "minibatch" or "minibatchStddevGroup")
            .OrderBy(d => d.Setting.Name, StringComparer.Ordinal).ToArray();
        if (ranges.Length == 0)
            return point;
        var tied = space.Dimensions.SelectMany(d => d.Tied.Select(key => (Key: key, First: d.Setting))).ToArray();
        return ranges.Aggregate(point, (fitted, range) => Fit(fitted, range,
            settings => common.With(settings.SetItems(tied.Select(t =>
                KeyValuePair.Create(t.Key, settings[t.First])))).Apply()));
    }

    private static SearchPoint Fit(
        SearchPoint point, RangeDimension range,
        Func<ImmutableSortedDictionary<SettingKey, double>, TrainingConfiguration> apply)
    {
        var drawn = point.Settings[range.Setting];
        foreach (var value in range.GridValues!.OrderBy(v => Math.Abs(v - drawn)))
        {
            var settings = point.Settings.SetItem(range.Setting, value);
            var configuration = apply(settings);
            if (range.Settings.All(key => HasWholeGroups(configuration, key)))
                return point with { Settings = settings };
        }
        return point;
    }

    private static bool HasWholeGroups(TrainingConfiguration configuration, SettingKey key)
    {
        for (var r = configuration.FirstResolution; r <= configuration.Resolution; r *= 2)
        {
            if (Concerns(key, r, configuration) && !ConfigurationRules.HasWholeGroups(configuration, r))
                return false;
        }
        return true;
    }

    /// <summary>Whether a setting says how large the minibatch at a resolution, or its groups, are.</summary>
    private static bool Concerns(SettingKey key, int resolution, TrainingConfiguration configuration) =>
        key.Name != "minibatch"
        || key.Resolution == resolution
        || (key.Resolution is null && !configuration.Minibatch.Exceptions.ContainsKey(resolution));
}
