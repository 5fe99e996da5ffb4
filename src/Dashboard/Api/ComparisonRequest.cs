using PgGanLab.Grains.Experiments;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>The experiments that an address asks to compare: <c>e=sweep.1,sweep.4</c>.</summary>
internal static class ComparisonRequest
{
    /// <summary>More can't be told apart.</summary>
    public const int Most = 12;

    /// <summary>The ids, each once, in their order.</summary>
    /// <exception cref="InvalidInputException">There are more than <see cref="Most"/>.</exception>
    public static string[] Read(string? ids)
    {
        const StringSplitOptions words = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        string[] read = [.. (ids ?? "").ToLowerInvariant().Split(',', words).Distinct()];
        return read.Length <= Most
            ? read
            : throw new InvalidInputException(
                $"e has {read.Length} experiments; at most {Most} can be compared at once.");
    }

    /// <summary>Puts experiments side by side.</summary>
    /// <exception cref="InvalidInputException">There are fewer than two.</exception>
    /// <exception cref="NotFoundException">There is no such experiment.</exception>
    public static async Task<ExperimentComparison> Compare(IGrainFactory grains, string? e)
    {
        var ids = Read(e);
        if (ids.Length < 2)
            throw new InvalidInputException(
                "Name at least two experiments, such as ?e=sweep.1,sweep.4.");
        var views = await Task.WhenAll(ids.Select(id => ApiLookup.Experiment(grains, id)));
        return await Of(grains, views);
    }

    /// <summary>The same of experiments that were loaded.</summary>
    public static async Task<ExperimentComparison> Of(IGrainFactory grains, IReadOnlyList<ExperimentView> views) =>
        ExperimentComparison.Of(views, await Task.WhenAll(views.Select(v => v.Summary.SweepId).Distinct()
            .Select(id => ApiLookup.Sweep(grains, id))));
}
