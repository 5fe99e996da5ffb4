using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PgGanLab.Grains.Access;

/// <summary>
/// The text of a token: <c>lab_ID_RANDOM</c> with 256 random bits, which no one guesses, so that one round of a hash
/// is enough for what is kept of it.
/// </summary>
internal static class TokenSecret
{
    private const string Prefix = "lab";
    private const int IdBytes = 4;
    private const int RandomBytes = 32;
    private const int SaltBytes = 16;

    /// <summary>A new one.</summary>
    public static (string Id, string Secret) New()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        return (id, $"{Prefix}_{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}");
    }

    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>The id in a text that may be a secret; null where it can't be one.</summary>
    public static string? IdOf(string text) =>
        text.Length <= 200 && text.Split('_', 3) is [Prefix, { Length: 2 * IdBytes } id, _] ? id : null;

    /// <summary>What is kept of a secret.</summary>
    public static string Hash(string salt, string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}:{secret}")));

    /// <summary>Compares in a time that says nothing of where they differ.</summary>
    public static bool Matches(string secret, string salt, string hash) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Hash(salt, secret)), Encoding.ASCII.GetBytes(hash));
}
