using System.Text.Json;

namespace PgGanLab.Cli.Client;

/// <summary>Problem details (RFC 9457) as the lab sends them.</summary>
internal static class ProblemReader
{
    /// <summary>The lab's own sentence; without one, which answer came to which request.</summary>
    public static async Task<string> Sentence(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var request = response.RequestMessage!;
        var plain = $"{request.RequestUri!.GetLeftPart(UriPartial.Authority)} answered {(int)response.StatusCode} {response.ReasonPhrase} to {request.Method} {request.RequestUri.AbsolutePath}.";
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
            return plain;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var problem = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 } sentence ? sentence : plain;
        }
        catch (JsonException)
        {
            return plain;
        }
    }
}
