using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Grains.Catalog;

/// <summary>A dataset with what its folder says of it.</summary>
/// <param name="Dataset">What lists show.</param>
/// <param name="Source">Where its images came from, for people; empty where that was not written down.</param>
/// <param name="Bytes">Size of its files.</param>
/// <param name="Classes">Its classes, by number; empty without labels.</param>
/// <param name="Skipped">Damaged images of the source that were left out.</param>
public sealed record DatasetDetails(
    DatasetFacts Dataset, string Source, long Bytes, ImmutableArray<DatasetClassView> Classes,
    ImmutableArray<DamagedImage> Skipped)
{
    /// <summary>
    /// What else should be known of it, a sentence each, such as links of the source that were not followed.
    /// </summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Images that were used although something was wrong with them.</summary>
    public ImmutableArray<DamagedImage> Warnings { get; init; } = [];
}

/// <summary>One class of a dataset.</summary>
/// <param name="Label">Its number, from 0.</param>
/// <param name="Name">Its name; null where classes are numbers.</param>
/// <param name="Images">How many images it has.</param>
public sealed record DatasetClassView(int Label, string? Name, int Images);

/// <summary>Whether a dataset's files still are what was stored.</summary>
/// <param name="Name">The dataset.</param>
/// <param name="IsWhole">Whether every byte is.</param>
/// <param name="Problems">One sentence for each file that is missing or damaged.</param>
public sealed record DatasetCheck(string Name, bool IsWhole, ImmutableArray<string> Problems);

/// <summary>Something that datasets can be made of.</summary>
/// <param name="Name">Such as <c>folder</c>.</param>
/// <param name="Summary">What it reads, in a few words.</param>
/// <param name="NeedsPath">Whether <see cref="DatasetRequest.From"/> must be given.</param>
/// <param name="Takes">Names of the other options of <see cref="DatasetRequest"/> that it takes, in camelCase.</param>
public sealed record DatasetKindView(string Name, string Summary, bool NeedsPath, ImmutableArray<string> Takes);
