using System.Text.Json;
using System.Text.Json.Serialization;

namespace PgGanLab.Tools;

/// <summary>Where a verb writes.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Remarks, and the one sentence that says why it failed.</param>
internal sealed record ToolScreen(TextWriter Output, TextWriter Error)
{
    /// <summary>As the lab's own JSON.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Whether a person watches standard error in a terminal: only then something moves.</summary>
    public bool IsWatched => Error == Console.Error && !Console.IsErrorRedirected;

    public void Line(string text) => Output.WriteLine(text);

    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>One line of JSON, for those who read lines.</summary>
    public void WriteJsonLine<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value));

    /// <summary>A remark that is no result.</summary>
    public void Remark(string sentence) => Error.WriteLine(sentence);
}
