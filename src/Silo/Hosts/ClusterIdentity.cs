using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Hosts;

/// <summary>
/// What makes a lab host and those that join it a cluster. It is made once and lies in the data directory
/// (<c>cluster.json</c>), which its owner alone may read: members find the lab host again after a restart.
/// </summary>
/// <param name="Id">The cluster's id.</param>
/// <param name="Password">Of the list of members.</param>
/// <param name="Certificate">Of all members, with its key: PKCS#12 without a password, base64.</param>
/// <param name="SiloPort">Where the other silos reach the lab host's.</param>
/// <param name="MembershipPort">Where they reach the list of members.</param>
internal sealed record ClusterIdentity(
    string Id, string Password, string Certificate, int SiloPort, int MembershipPort)
{
    private const string FileName = "cluster.json";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365 * 50);

    /// <summary>The one of a data directory; a new one where there is none.</summary>
    /// <param name="options">Name its ports; where they say 0, a free one is chosen once.</param>
    /// <exception cref="InvalidInputException">The file can't be read or written.</exception>
    public static ClusterIdentity Of(LabOptions options)
    {
        var path = Path.Combine(options.Directories.Data, FileName);
        try
        {
            var known = File.Exists(path)
                ? JsonSerializer.Deserialize<ClusterIdentity>(File.ReadAllText(path), LabJson.Options)
                : null;
            var identity = (known ?? New()) with
            {
                SiloPort = Port(options.SiloPort, known?.SiloPort),
                MembershipPort = Port(options.MembershipPort, known?.MembershipPort),
            };
            if (identity != known)
                Write(path, identity);
            return identity;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidInputException($"{path} can't be used: {Readable.Clause(e.Message)}.", e);
        }
    }

    private static ClusterIdentity New() => new(
        $"lab-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}",
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), NewCertificate(), 0, 0);

    private static int Port(int wanted, int? known) =>
        wanted != 0 ? wanted : known is > 0 ? known.Value : FreePort.Find();

    private static string NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={ClusterAccess.CertificateName}", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        return Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12));
    }

    /// <summary>Whole or not at all, and never readable by others.</summary>
    private static void Write(string path, ClusterIdentity identity)
    {
        var temporary = $"{path}.tmp";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(file, identity, LabJson.Indented);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
