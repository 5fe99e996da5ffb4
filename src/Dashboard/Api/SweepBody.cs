using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PgGanLab.Documents;
using PgGanLab.Growth;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>A sweep's file as the body of a request, YAML or JSON.</summary>
internal static class SweepBody
{
    public static readonly string[] ContentTypes =
        ["application/yaml", "application/x-yaml", "text/yaml", "application/json"];

    /// <summary>Reads the body as a sweep.</summary>
    /// <exception cref="BadHttpRequestException">413: too large; 415: neither YAML nor JSON.</exception>
    /// <exception cref="InvalidInputException">Broken YAML or JSON, with its line.</exception>
    public static async Task<SweepDefinition> Read(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var media) ? media.MediaType.Value : null;
        if (!ContentTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw new BadHttpRequestException("Send a sweep's file as application/yaml or application/json.",
                StatusCodes.Status415UnsupportedMediaType);
        var text = await RequestBody.ReadText(request, "The sweep's file");
        return "application/json".Equals(type, StringComparison.OrdinalIgnoreCase) ? FromJson(text) : FromYaml(text);
    }

    /// <summary>A sweep from YAML text.</summary>
    public static SweepDefinition FromYaml(string text) =>
        YamlDocument.Read(text, SweepDocument.TextKeys) is { } document
            ? SweepDocument.Read(document.ToJsonString())
            : throw new InvalidInputException("The sweep's file is empty; it needs at least a name and a dataset.");

    /// <summary>A sweep's file as the answer to a request: YAML, or JSON where that is asked for.</summary>
    public static ContentHttpResult Answer(JsonObject sweep, HttpRequest request) =>
        request.Accepts("application/json")
            ? TypedResults.Text(sweep.ToJsonString(), "application/json")
            : TypedResults.Text(YamlText.Write(sweep), "application/yaml");

    private static SweepDefinition FromJson(string text)
    {
        using var document = RequestBody.Parse(text);
        return SweepDocument.Read(document.RootElement);
    }
}
