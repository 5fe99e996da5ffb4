using System.Text.Json;
using System.Text.Json.Serialization;

namespace PgGanLab.Grains;

/// <summary>
/// How records of this project look as JSON: in the REST API, in the CLI's <c>--json</c> output and in result files.
/// </summary>
public static class LabJson
{
    /// <summary>
    /// camelCase names, enums as camelCase strings (<c>fadeIn</c>), and NaN, which JSON lacks,
    /// as the string <c>"NaN"</c>.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions());

    /// <summary>The same, indented for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Apply(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>Sets up options that a host made (ASP.NET Core's).</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
