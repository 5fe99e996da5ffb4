using System.Security.Cryptography;
using System.Text;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// The code with which the first user is made: it stands on the console of who started the lab and nowhere else, and is
/// another one after each start. It is good until there is a user.
/// </summary>
internal sealed class FirstSignIn
{
    /// <summary>Without letters and digits that look alike.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private const int Groups = 4;
    private const int GroupLength = 4;

    /// <summary>Such as <c>k3xw-9fqa-p2mz-t7hc</c>: 79 random bits.</summary>
    public string Code { get; } = string.Join('-', Enumerable.Range(0, Groups)
        .Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));

    /// <summary>Whether that is the code, with or without its dashes.</summary>
    public bool Is(string text) => CryptographicOperations.FixedTimeEquals(Bytes(text), Bytes(Code));

    private static byte[] Bytes(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit))));
}
