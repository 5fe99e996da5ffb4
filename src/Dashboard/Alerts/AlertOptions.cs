using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Alerts;

/// <summary>
/// Where alerts go. The address is a secret of most services, so it comes from the environment or a file, never from an
/// argument, and nothing repeats it.
/// </summary>
/// <param name="Webhook">Gets a POST with JSON; null where nobody is told.</param>
/// <param name="MayBePrivate">Whether it may be an address of this host or of its network.</param>
internal sealed record AlertOptions(Uri? Webhook, bool MayBePrivate)
{
    public const string Variable = "LAB_WEBHOOK";
    public const string FileVariable = "LAB_WEBHOOK_FILE";
    public const string PrivateVariable = "LAB_WEBHOOK_PRIVATE";

    /// <exception cref="InvalidInputException">The address is none, or its file can't be read.</exception>
    public static AlertOptions From(IConfiguration configuration)
    {
        var file = configuration[FileVariable];
        var text = configuration[Variable] is { Length: > 0 } address ? address
            : string.IsNullOrEmpty(file) ? null
            : Read(file);
        var mayBePrivate = configuration[PrivateVariable]?.Trim().ToLowerInvariant() switch
        {
            null or "" or "no" => false,
            "yes" => true,
            var other => throw new InvalidInputException(
                $"{PrivateVariable} is '{InputText.Shown(other)}'; it must be yes or no."),
        };
        if (text is null)
            return new AlertOptions(null, mayBePrivate);
        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var webhook)
            && webhook.Scheme is "https" or "http"
                ? new AlertOptions(webhook, mayBePrivate)
                : throw new InvalidInputException(
                    $"What {(string.IsNullOrEmpty(configuration[Variable]) ? FileVariable : Variable)} gives is no "
                    + "address; it must look like https://hooks.example/abc.");
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"{FileVariable} names '{InputText.Shown(file)}', which can't be read: {Readable.Clause(e.Message)}.");
        }
    }
}
