using System.Globalization;
using System.Text.RegularExpressions;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// Numbers as people write and read them, everywhere: in files, options, addresses and bodies. A point divides the
/// fraction and nothing groups digits, so that 1,5 is never taken for 15.
/// </summary>
public static partial class NumberText
{
    /// <summary>Longer texts are no number that anybody meant.</summary>
    private const int LongestNumber = 40;

    /// <summary>The shortest text that reads back as the same number: 0.001, 1e-8, 3e20.</summary>
    public static string Of(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e < 0)
            return text;
        var exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{text[..e]}e{exponent}");
    }

    /// <summary>Reads a finite number: 0.5, -3, 2e-4.</summary>
    public static bool TryRead(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>Reads a whole number.</summary>
    public static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>
    /// What is said of a text that should have been a number: <c>'1,5' is no number; write 1.5</c>, or what would be
    /// right; without a full stop.
    /// </summary>
    /// <param name="text">What stands there.</param>
    /// <param name="expected">What would be right, such as <c>a whole number</c>.</param>
    public static string Refusal(string text, string expected) =>
        TryRead(text, out long _) ? $"'{InputText.Shown(text)}' is too large"
        : TryRead(text, out double _) ? $"'{InputText.Shown(text)}' is not {expected}"
        : Misread(text) ?? $"'{InputText.Shown(text)}' is no number; it must be {expected}";

    /// <summary>
    /// What is said of a text that is a number written in another way, and how it is written here: <c>'1,5' is no
    /// number; write 1.5</c>; null where it is no number in any way.
    /// </summary>
    public static string? Misread(string text) =>
        TryRead(text.Trim(), out double number) ? $"'{InputText.Shown(text)}' is a text; write {Of(number)}"
        : Meant(text) is { } meant ? $"'{InputText.Shown(text)}' is no number; write {meant}"
        : null;

    /// <summary>
    /// How a number that was written with a comma, or with its digits in groups, is written here; null where a text is
    /// no number in any way.
    /// </summary>
    private static string? Meant(string text)
    {
        var t = text.Trim();
        if (t.Length > LongestNumber)
            return null;
        if (GroupedOnce().IsMatch(t))
            return $"{t.Replace(",", "", StringComparison.Ordinal)}, or {t.Replace(',', '.')} for the fraction";
        if (Fraction().IsMatch(t))
            return t.Replace(',', '.');
        var bare = Groups().Replace(t, "");
        return bare != t && TryRead(bare, out double _) ? bare : GermanFraction(t);
    }

    /// <summary>1.000,5 where points group digits.</summary>
    private static string? GermanFraction(string text)
    {
        var turned = text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        return text.Count(c => c == ',') == 1 && TryRead(turned, out double _) ? turned : null;
    }

    [GeneratedRegex("^[-+]?[1-9][0-9]{0,2},[0-9]{3}$")]
    private static partial Regex GroupedOnce();

    [GeneratedRegex("^[-+]?[0-9]*,[0-9]+([eE][-+]?[0-9]+)?$")]
    private static partial Regex Fraction();

    /// <summary>What groups the digits of a number: 1,000,000 and 1 000 and 1_000 and 1'000.</summary>
    [GeneratedRegex("(?<=^[-+]?[0-9][0-9,_' ]*)[,_' ](?=[0-9]{3}(?![0-9]))")]
    private static partial Regex Groups();
}
