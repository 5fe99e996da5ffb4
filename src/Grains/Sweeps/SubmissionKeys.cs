using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Keys with which a sweep is submitted once, however often it is sent. The sweep's id has the key's hash, so that
/// nothing else must be kept, and a sweep that is removed sets its key free.
/// </summary>
internal static class SubmissionKeys
{
    /// <summary>Hexadecimal digits of SHA-256 in an id: 48 bits.</summary>
    private const int Digits = 12;

    /// <summary>Id of the sweep that has the key, whatever its name; else the one that it gets.</summary>
    public static async Task<string> SweepId(LabDbContext db, string name, string key)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..Digits];
        var ending = $"-{hash}";
        return await db.Sweeps.Where(s => s.Id.EndsWith(ending)).OrderBy(s => s.Id).Select(s => s.Id)
            .FirstOrDefaultAsync() ?? $"{SweepIds.Beginning(name)}{ending}";
    }

    /// <param name="sweep">Id of the sweep that has the key.</param>
    /// <param name="accepted">Its file form, JSON.</param>
    /// <param name="definition">What was sent with the key now.</param>
    /// <exception cref="WrongStateException">They differ.</exception>
    public static void CheckSame(string sweep, string accepted, SweepDefinition definition)
    {
        if (accepted != SweepDocument.Write(definition).ToJsonString())
            throw new WrongStateException(
                $"This idempotency key was used for sweep '{sweep}', whose file says something else; "
                + "send another sweep with a key of its own.");
    }
}
