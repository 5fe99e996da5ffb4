using System.Text.Json;

namespace PgGanLab.Cli.Client;

/// <summary>Problem details (RFC 9457) as the lab sends them.</summary>
internal static class ProblemReader
{
    /// <summary>The lab's own sentence; without one, which answer came to which request.</summary>
    public static async Task<string> Sentence(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var request = response.RequestMessage!;
        var plain =
            $"{request.RequestUri!.GetLeftPart(UriPartial.Authority)} answered {(int)response.StatusCode} "
            + $"{response.ReasonPhrase} to {request.Method} {request.RequestUri.AbsolutePath}.";
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
            return plain;
        try
        {
            return Detail(await response.Content.ReadAsStringAsync(cancellationToken)) ?? plain;
        }
        catch (JsonException)
        {
            return plain;
        }
    }

    /// <summary>The sentence of problem details; null where there is none.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static string? Detail(string json)
    {
        using var problem = JsonDocument.Parse(json);
        return problem.RootElement.TryGetProperty("detail", out var detail)
            && detail.GetString() is { Length: > 0 } sentence
            ? sentence
            : null;
    }
}
