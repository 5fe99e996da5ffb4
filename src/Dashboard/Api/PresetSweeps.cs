using System.Collections.Immutable;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Api;

/// <summary>What sweep presets need to know of the lab.</summary>
internal static class PresetSweeps
{
    /// <summary>The facts of one of the lab's datasets.</summary>
    /// <exception cref="InvalidInputException">The lab has no such dataset.</exception>
    public static DatasetFacts Facts(ImmutableArray<DatasetFacts> datasets, string name)
    {
        if (datasets.FirstOrDefault(d => d.Name == name) is { } dataset)
            return dataset;
        throw new InvalidInputException(datasets.IsEmpty
            ? $"Unknown dataset '{InputText.Shown(name)}': the lab has none yet; prepare one first."
            : $"Unknown dataset '{InputText.Shown(name)}': the lab has "
                + $"{string.Join(", ", datasets.Select(d => d.Name))}"
                + $"{NearestName.Question(name, datasets.Select(d => d.Name))}");
    }
}
