using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PgGanLab.Growth.Workers;

/// <summary>The labels of workers as one text, by name: <c>gpu=a100,host=gpu-host-3,kind=cuda</c>.</summary>
public static partial class WorkerLabels
{
    /// <summary>Labels that every worker has by itself.</summary>
    private static readonly ImmutableArray<string> Own = ["host", "kind"];

    /// <summary>Reads what a host's workers are labelled with.</summary>
    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static ImmutableSortedDictionary<string, string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [var label, var value])
                throw new InvalidInputException(
                    $"'{InputText.Shown(part)}' is no label; labels are written gpu=a100,site=attic.");
            if (Own.Contains(label))
                throw new InvalidInputException(
                    $"Every worker has the label '{label}' by itself; choose another name.");
            if (!labels.TryAdd(Checked(label, "A label"), Checked(value, $"The value of label '{label}'")))
                throw new InvalidInputException($"Label '{label}' stands twice; name it once.");
        }
        return labels.ToImmutable();
    }

    /// <summary>
    /// All labels of a worker, with those that it has by itself: its host and the kind of its device.
    /// </summary>
    /// <param name="host">Its host.</param>
    /// <param name="device">Its device.</param>
    /// <param name="given">What its host's workers are labelled with.</param>
    public static string Of(string host, string device, string given) => string.Join(',',
        Parse(given).SetItem("host", host).SetItem("kind", DeviceKind.IsCuda(device) ? "cuda" : "cpu")
            .Select(l => $"{l.Key}={l.Value}"));

    /// <summary>By name.</summary>
    internal static Dictionary<string, string> Split(string labels) => labels
        .Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('='))
        .ToDictionary(part => part[0], part => part[^1], StringComparer.Ordinal);

    /// <exception cref="InvalidInputException">The text can't be a label or its value.</exception>
    internal static string Checked(string text, string what) => Word().IsMatch(text)
        ? text
        : throw new InvalidInputException(
            $"{what} is '{InputText.Shown(text)}'; it must be 1 to 63 letters, digits, dots, dashes, underscores, "
            + "colons and plus signs.");

    [GeneratedRegex(@"\A[A-Za-z0-9._:+-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
