using System.Globalization;

namespace PgGanLab.Growth.Memory;

/// <summary>Amounts of memory as people read them.</summary>
public static class MemoryText
{
    /// <summary><c>512 MB</c>, <c>3.1 GB</c>: millions or thousands of millions of bytes.</summary>
    public static string Of(long bytes) => bytes < 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB");

    /// <summary>Need of limit: <c>about 812 MB of 3.1 GB</c>. A phase that needs more than there is splits its minibatches until they fit.</summary>
    /// <param name="needed">Bytes that what a worker trains takes at its peak with whole minibatches, as estimated; null while it trains nothing.</param>
    /// <param name="limit">Bytes that a trainer may use; null: no limit is known.</param>
    public static string Use(long? needed, long? limit) => (needed, limit) switch
    {
        (null, null) => "no limit",
        (null, { } free) => $"{Of(free)} free to use",
        ({ } need, null) => $"about {Of(need)}, no limit",
        ({ } need, { } all) when need > all => $"{Of(all)}, all of it; whole minibatches need {Of(need)}",
        ({ } need, { } all) => $"about {Of(need)} of {Of(all)}",
    };
}
