using System.Globalization;

namespace PgGanLab.Growth.Sweeps;

/// <summary>Reads and writes objectives: <c>swd</c>, <c>swd + 0.1 fid @ 3f9ab2c1</c>, <c>none</c>.</summary>
internal static class SweepObjectiveText
{
    /// <summary>What stands before an extractor.</summary>
    public const char By = '@';

    private const int FewestDigits = 8;
    private const int Sha256Digits = 64;
    private const double LeastWeight = 1e-4;
    private const double MostWeight = 1e9;
    private const string SwdWord = "swd";
    private const string MsSsimWord = "ms-ssim";
    private const string FidWord = "fid";
    private const string KidWord = "kid";
    private const string NoneWord = "none";
    private const string Plus = " + ";

    /// <summary>The terms without their extractor.</summary>
    public static string Sum(SweepObjective objective)
    {
        (double Weight, string Name)[] terms =
        [
            (objective.SwdWeight, SwdWord), (objective.MsSsimWeight, MsSsimWord), (objective.FidWeight, FidWord),
            (objective.KidWeight, KidWord),
        ];
        var named = terms.Where(t => t.Weight > 0).Select(t => t.Weight == 1
            ? t.Name
            : string.Create(CultureInfo.InvariantCulture, $"{t.Weight:R} {t.Name}")).ToArray();
        return named.Length == 0 ? NoneWord : string.Join(Plus, named);
    }

    /// <exception cref="InvalidInputException">It is no objective.</exception>
    public static SweepObjective Read(string text)
    {
        var parts = text.Split(By, StringSplitOptions.TrimEntries);
        var objective = parts[0] == NoneWord ? SweepObjective.None : Terms(parts[0], text);
        if (parts.Length == 1)
            return objective;
        if (parts.Length > 2 || !objective.NeedsExtractor)
            throw Unknown(text);
        return IsBeginningOfSha256(parts[1])
            ? objective with { Extractor = parts[1] }
            : throw new InvalidInputException(
                $"'{InputText.Shown(parts[1])}' in the sweep's {SweepObjective.Key} names no extractor; after '{By}' come "
                + $"{FewestDigits} to {Sha256Digits} lower-case hex digits of its file's SHA-256.");
    }

    private static SweepObjective Terms(string sum, string text)
    {
        var objective = SweepObjective.None;
        foreach (var term in sum.Split('+', StringSplitOptions.TrimEntries))
        {
            var parts = term.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var weight = 1.0;
            if (parts.Length is 0 or > 2 || (parts.Length == 2 && !IsWeight(parts[0], out weight)))
                throw Unknown(text);
            objective = parts[^1] switch
            {
                SwdWord when objective.SwdWeight == 0 => objective with { SwdWeight = weight },
                MsSsimWord when objective.MsSsimWeight == 0 => objective with { MsSsimWeight = weight },
                FidWord when objective.FidWeight == 0 => objective with { FidWeight = weight },
                KidWord when objective.KidWeight == 0 => objective with { KidWeight = weight },
                _ => throw Unknown(text),
            };
        }
        return objective;
    }

    private static bool IsWeight(string text, out double weight) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out weight)
        && weight is >= LeastWeight and <= MostWeight;

    private static bool IsBeginningOfSha256(string text) =>
        text.Length is >= FewestDigits and <= Sha256Digits && text.All(char.IsAsciiHexDigitLower);

    private static InvalidInputException Unknown(string text) => new(
        $"Unknown objective '{InputText.Shown(text)}' in the sweep; it must be {SwdWord}, {MsSsimWord}, {FidWord}, "
        + $"{KidWord}, a weighted sum such as '{SwdWord}{Plus}100 {MsSsimWord}', or {NoneWord}.");
}
