using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// What lets <c>./lab</c> on the lab host use the lab as administrator: a secret that this process makes, in a file of
/// the data directory that its owner alone may read. It is good for as long as the process lives.
/// </summary>
internal sealed class OwnerToken
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string secret = $"lab_owner_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>Whether that is the secret; compared in a time that says nothing of where they differ.</summary>
    public bool Is(string text) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(text)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="directories">Whose data directory.</param>
    /// <param name="addresses">Where the lab listens: the secret is meant for these alone.</param>
    /// <exception cref="InvalidInputException">It can't be written.</exception>
    public void Write(LabDirectories directories, IEnumerable<string> addresses)
    {
        var temporary = $"{directories.OwnerToken}.tmp";
        try
        {
            File.Delete(temporary);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using (var writer = new StreamWriter(temporary, options))
                writer.Write($"token={secret}\n{string.Concat(addresses.Select(a => $"url={a}\n"))}");
            File.Move(temporary, directories.OwnerToken, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"{directories.OwnerToken} can't be written: {Readable.Clause(e.Message)}.", e);
        }
    }

    /// <summary>What an earlier process left is good for nothing.</summary>
    public static void Remove(LabDirectories directories)
    {
        try
        {
            File.Delete(directories.OwnerToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"{directories.OwnerToken} can't be deleted: {Readable.Clause(e.Message)}.", e);
        }
    }
}
