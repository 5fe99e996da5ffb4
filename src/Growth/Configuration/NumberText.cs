using System.Globalization;

namespace PgGanLab.Growth.Configuration;

/// <summary>Numbers as people read them and as files take them.</summary>
public static class NumberText
{
    /// <summary>The shortest text that reads back as the same number: 0.001, 1e-8, 3e20.</summary>
    public static string Of(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        return e < 0 ? text : $"{text[..e]}e{int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
    }
}
