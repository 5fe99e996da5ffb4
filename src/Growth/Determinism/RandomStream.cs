using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PgGanLab.Growth.Determinism;

/// <summary>Where every random number comes from (design.md section 7): a name, not a history.</summary>
public static class RandomStream
{
    /// <summary>
    /// Seed of the generator for one stream of one training step: a pure function, so that a resume needs no history.
    /// </summary>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="stream">What the numbers are for, such as <c>latents/d</c>.</param>
    /// <param name="nimg">Real images shown before the step.</param>
    /// <returns>0 to 2^63 - 1.</returns>
    public static long Seed(long seed, string stream, long nimg)
    {
        var digest = SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{stream}\n{nimg}")));
        return BitConverter.ToInt64(digest, 0) & long.MaxValue;
    }
}
