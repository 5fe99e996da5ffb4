using System.Globalization;
using System.Numerics;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Dashboard.Components.Datasets;

/// <summary>
/// A dataset as it is being typed. A form holds text, also such as is no number yet, so it is no
/// <see cref="DatasetRequest"/>; options that were left empty, or that the kind does not take, are not asked for.
/// </summary>
internal sealed class DatasetDraft
{
    public string Name { get; set; } = "";

    public string Kind { get; set; } = "folder";

    public string From { get; set; } = "";

    /// <summary>Typed values by the option's name in <see cref="DatasetRequest"/>, in camelCase.</summary>
    public Dictionary<string, string> Options { get; } = [];

    /// <param name="kind">The kind that was chosen.</param>
    /// <exception cref="InvalidInputException">A number can't be read.</exception>
    public DatasetRequest Request(DatasetKindView kind) => new(Name.Trim(), Kind)
    {
        From = From.Trim() is { Length: > 0 } from ? from : null,
        Resolution = Number<int>(kind, "resolution"),
        Channels = Number<int>(kind, "channels"),
        Labels = Text(kind, "labels"),
        LabelColumn = Text(kind, "labelColumn"),
        Split = Text(kind, "split"),
        Framing = Text(kind, "framing"),
        Filter = Text(kind, "filter"),
        Background = Text(kind, "background"),
        MostPixels = Number<long>(kind, "mostPixels"),
        Images = Number<int>(kind, "images"),
        Classes = Number<int>(kind, "classes"),
        OnDamaged = Options.GetValueOrDefault("onDamaged"),
    };

    private string? Text(DatasetKindView kind, string option) =>
        kind.Takes.Contains(option) && Options.GetValueOrDefault(option)?.Trim() is { Length: > 0 } text ? text : null;

    private T? Number<T>(DatasetKindView kind, string option)
        where T : struct, IBinaryInteger<T> => Text(kind, option) is not { } text ? null
        : T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidInputException($"{option}: {NumberText.Refusal(text, "a whole number")}.");
}
