using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// What who submits made up for one sweep, so that it is accepted once, however often it is sent: the header
/// <c>Idempotency-Key</c>.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int Longest = 200;

    /// <summary>The key of a request; null where it has none.</summary>
    /// <exception cref="InvalidInputException">It is empty, too long, or holds more than visible ASCII.</exception>
    public static string? Of(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
            return null;
        var key = values.ToString();
        return key.Length is > 0 and <= Longest && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new InvalidInputException(
                $"{Header} is '{InputText.Shown(key)}'; it must have 1 to {Longest} visible ASCII characters, such as "
                + "a UUID.");
    }
}
