using System.Text.Json.Nodes;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>Labels of workers as a person types them: <c>gpu=a100 or h100, site=attic</c>.</summary>
internal static class LabelText
{
    public static string Of(LabelSelector labels) => labels.ToString();

    /// <summary>
    /// The file form; a part without an equals sign has no value, for the rules of the file to complain about.
    /// </summary>
    public static JsonObject Write(string text)
    {
        var labels = new JsonObject();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (label, values) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var given]
                ? (name, given.Split(" or ", StringSplitOptions.TrimEntries))
                : (part, []);
            labels[label] = values.Length == 1
                ? values[0]
                : new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
        }
        return labels;
    }
}
