using System.Net.Http.Headers;
using PgGanLab.Growth;

namespace PgGanLab.Terminal;

/// <summary>
/// With which token a lab is asked: <c>LAB_TOKEN</c>, the file that <c>LAB_TOKEN_FILE</c> names, or on the lab host its
/// owner's, which lies in the data directory. None is an argument: other users of a host see those.
/// </summary>
internal static class LabCredentials
{
    public const string TokenVariable = "LAB_TOKEN";
    public const string FileVariable = "LAB_TOKEN_FILE";
    public const string DataVariable = "LAB_DATA";

    /// <summary>The data directory of the lab on this host, as <c>LAB_DATA</c> says it.</summary>
    public static string DataDirectory => Variable(DataVariable) ?? "data";

    /// <summary>What to do where a lab asks who one is.</summary>
    public const string Hint = $"Put a token into ${TokenVariable}, or into a file that ${FileVariable} names "
        + $"(./lab token new on the lab host makes one); on the lab host ${DataVariable} names its data directory.";

    /// <summary>The header for a lab; null where there is no token.</summary>
    /// <param name="server">The lab.</param>
    /// <param name="ownerToken">The file with its owner's token, which need not be there.</param>
    /// <exception cref="InvalidInputException">What should be a token is none, or can't be read.</exception>
    public static AuthenticationHeaderValue? For(Uri server, string ownerToken)
    {
        if (Variable(TokenVariable) is { } token)
            return Header(token, $"${TokenVariable}");
        if (Variable(FileVariable) is { } file)
            return Header(Read(file).Trim(), file);
        return OwnerToken(ownerToken, server) is { } secret ? Header(secret, ownerToken) : null;
    }

    /// <summary>
    /// The secret in a lab's file, for that lab alone: another one at the same name must not learn it. A lab of another
    /// user has a file that can't be read, which is as good as none.
    /// </summary>
    private static string? OwnerToken(string path, Uri server)
    {
        string[] lines;
        try
        {
            if (!File.Exists(path))
                return null;
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return Values(lines, "url=").Any(url => IsAt(url, server)) ? Values(lines, "token=").FirstOrDefault() : null;
    }

    private static IEnumerable<string> Values(string[] lines, string name) =>
        lines.Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => line[name.Length..]);

    private static bool IsAt(string url, Uri server) =>
        Uri.TryCreate(url, UriKind.Absolute, out var listens) && listens.Port == server.Port
        && (server.IsLoopback || listens.Host == server.Host);

    private static AuthenticationHeaderValue Header(string token, string where) =>
        token.Length > 0 && token.All(c => c is > ' ' and <= '~')
            ? new AuthenticationHeaderValue("Bearer", token)
            : throw new InvalidInputException($"What {where} has is no token; one looks like lab_3f2a9c01_….");

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"The token's file {file} (${FileVariable}) can't be read: {Readable.Clause(e.Message)}.", e);
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
