using System.Globalization;

namespace PgGanLab.Growth.Memory;

/// <summary>Amounts of memory as people read them.</summary>
public static class MemoryText
{
    /// <summary><c>512 MB</c>, <c>3.1 GB</c>: millions or thousands of millions of bytes.</summary>
    public static string Of(long bytes) => bytes < 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB");
}
