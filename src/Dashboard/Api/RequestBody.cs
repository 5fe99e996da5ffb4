using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using PgGanLab.Grains;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// Reads the body of a request, strictly: what is unknown or of another type is refused with its name and
/// with what would be right.
/// </summary>
internal static class RequestBody
{
    /// <summary>Largest body in bytes.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly DefaultJsonTypeInfoResolver Types = new();

    /// <summary>A JSON body as a record; a property without a value is as if it weren't there.</summary>
    /// <exception cref="InvalidInputException">Broken JSON with its place, an unknown property, or a value of
    /// another type.</exception>
    /// <exception cref="BadHttpRequestException">413: too large; 400: it broke off.</exception>
    public static async Task<T> ReadJson<T>(HttpRequest request) where T : class
    {
        using var document = Parse(await ReadText(request, "The body"));
        InputText.Check(document.RootElement, "the body");
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException(
                "The body must be an object of names and values, "
                + $"but is {InputText.Shown(document.RootElement.GetRawText())}.");
        var known = Types.GetTypeInfo(typeof(T), LabJson.Options).Properties
            .Where(p => p.Set is not null || p.AssociatedParameter is not null).ToArray();
        var read = new JsonObject();
        foreach (var given in document.RootElement.EnumerateObject())
        {
            var property = known.FirstOrDefault(p => p.Name.Equals(given.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidInputException(
                    $"Unknown property '{InputText.Shown(given.Name)}' in the body; "
                    + $"{NearestName.Hint(given.Name, [.. known.Select(p => p.Name)])}");
            if (read.ContainsKey(property.Name))
                throw new InvalidInputException($"Property '{property.Name}' stands twice in the body; name it once.");
            read.Add(property.Name, given.Value.ValueKind == JsonValueKind.Null ? null : Value(property, given.Value));
        }
        return read.Deserialize<T>(LabJson.Options)!;
    }

    /// <summary>The body as text.</summary>
    /// <param name="request">Whose.</param>
    /// <param name="what">What it is called in errors.</param>
    /// <exception cref="InvalidInputException">It is not UTF-8.</exception>
    /// <exception cref="BadHttpRequestException">413: too large; 400: it broke off.</exception>
    public static async Task<string> ReadText(HttpRequest request, string what)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await Read(request.Body, buffer, request.HttpContext.RequestAborted)) > 0)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MostBytes)
                throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
        }
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(whole.GetBuffer(), 0, (int)whole.Length)
                .TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidInputException($"{what} is not UTF-8 text.", e);
        }
    }

    /// <summary>Parses JSON text.</summary>
    /// <exception cref="InvalidInputException">It is none; with its place.</exception>
    public static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"The JSON is broken at {JsonProblem.Of(e)}", e);
        }
    }

    private static async Task<int> Read(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new BadHttpRequestException(
                "The body broke off, or the sizes of its chunks are none; send it again.", e);
        }
    }

    private static JsonNode Value(JsonPropertyInfo property, JsonElement value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string)
            && value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            return JsonValue.Create(value.GetRawText());
        try
        {
            value.Deserialize(type, LabJson.Options);
            return JsonNode.Parse(value.GetRawText())!;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"'{property.Name}' in the body{Wrong(value, Expected(type))}.", e);
        }
    }

    private static string Wrong(JsonElement value, string expected) =>
        value.ValueKind == JsonValueKind.String && NumberText.Misread(value.GetString()!) is { } misread
            ? $": {misread}"
            : $" is {InputText.Shown(value.GetRawText())}; it must be {expected}";

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type.IsEnum => string.Join(" or ", type.GetEnumNames().Select(JsonNamingPolicy.CamelCase.ConvertName)),
        _ => $"a {type.Name}",
    };
}
