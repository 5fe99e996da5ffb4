using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PgGanLab.Dashboard.Api.Documents;
using PgGanLab.Growth;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>A sweep's file as the body of a request, YAML or JSON.</summary>
internal static class SweepBody
{
    /// <summary>Largest body in bytes.</summary>
    public const int MostBytes = 1 << 20;

    public static readonly string[] ContentTypes = ["application/yaml", "application/x-yaml", "text/yaml", "application/json"];

    /// <summary>Reads the body as a sweep.</summary>
    /// <exception cref="BadHttpRequestException">413: too large; 415: neither YAML nor JSON.</exception>
    /// <exception cref="InvalidInputException">Broken YAML or JSON, with its line.</exception>
    public static async Task<SweepDefinition> Read(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var media) ? media.MediaType.Value : null;
        if (!ContentTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw new BadHttpRequestException("Send a sweep's file as application/yaml or application/json.", StatusCodes.Status415UnsupportedMediaType);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        var text = await ReadText(request.Body, request.HttpContext.RequestAborted);
        return "application/json".Equals(type, StringComparison.OrdinalIgnoreCase) ? FromJson(text) : FromYaml(text);
    }

    /// <summary>A sweep from YAML text.</summary>
    public static SweepDefinition FromYaml(string text) =>
        YamlDocument.Read(text) is { } document ? SweepDocument.Read(document.ToJsonString()) : throw new InvalidInputException("The sweep's file is empty; it needs at least a name and a dataset.");

    private static async Task<string> ReadText(Stream body, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MostBytes)
                throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
        }
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(whole.GetBuffer(), 0, (int)whole.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidInputException("The sweep's file is not UTF-8 text.", e);
        }
    }

    private static SweepDefinition FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return SweepDocument.Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"The JSON is broken at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}.", e);
        }
    }
}
