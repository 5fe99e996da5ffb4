using System.Globalization;

namespace PgGanLab.Growth;

/// <summary>Sizes as people write them: <c>200GB</c>, <c>1.5 TB</c>, <c>500MB</c>.</summary>
public static class ByteText
{
    /// <summary>What is right, for sentences.</summary>
    public const string Right = "it must be a size of 1KB or more, such as 500MB, 200GB or 1.5TB";

    private static readonly (string Unit, double Bytes)[] Units = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("KB", 1e3)];

    /// <summary>Bytes; null for what is no size of 1 KB or more.</summary>
    public static long? Read(string text)
    {
        foreach (var (unit, bytes) in Units)
            if (text.Trim() is var size && size.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                return double.TryParse(size[..^2], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite,
                        CultureInfo.InvariantCulture, out var number) && number * bytes is >= 1e3 and <= 1e18
                    ? (long)(number * bytes)
                    : null;
        return null;
    }
}
