using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PgGanLab.Growth.Results;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// What a sweep ranks its experiments by: a weighted sum of what is measured at the final resolution, lower is better.
/// </summary>
/// <param name="SwdWeight">Weight of SWD x 10^3, averaged over the pyramid levels; from 0.</param>
/// <param name="MsSsimWeight">
/// Weight of the distance of the generator's MS-SSIM from that of real images, |MS-SSIM(G) - MS-SSIM(reals)|; from 0.
/// Source: paper, section 6.1, which holds a generator's variation against that of the training set.
/// </param>
[JsonConverter(typeof(SweepObjectiveText))]
public sealed record SweepObjective(double SwdWeight, double MsSsimWeight)
{
    /// <summary>SWD's coarsest pyramid level; smaller images have no SWD, nor MS-SSIM.</summary>
    public const int LeastResolution = 16;

    /// <summary>The key of a sweep's file.</summary>
    public const string Key = "objective";

    private const double LeastWeight = 1e-4;
    private const double MostWeight = 1e9;
    private const string SwdWord = "swd";
    private const string MsSsimWord = "ms-ssim";
    private const string NoneWord = "none";
    private const string Sum = " + ";

    /// <summary>Sliced Wasserstein distance alone: the default.</summary>
    public static SweepObjective Swd { get; } = new(1, 0);

    /// <summary>Nothing: the sweep trains and keeps its generators.</summary>
    public static SweepObjective None { get; } = new(0, 0);

    /// <summary>Whether it looks at MS-SSIM, which is measured at the end of stabilizing phases only.</summary>
    public bool NeedsMsSsim => MsSsimWeight > 0;

    /// <summary>What is said in place of a rank or a best experiment; null where experiments are ranked.</summary>
    public string? WhyUnranked() => this == None ? $"not ranked ({Key}: {Word()})" : null;

    /// <summary>What is said where the rank is not that of SWD alone; null where it is, or where there is none.</summary>
    public string? RankedBy() => this == Swd || this == None ? null : $"ranked by {Word()} (distance from the reals')";

    /// <summary>What a measurement is ranked by; NaN where something of it is not measured.</summary>
    /// <param name="measured">Of a generator.</param>
    /// <param name="realMsSsim">MS-SSIM among real images at the same resolution; null where it is unknown.</param>
    public double Score(Measurement measured, double? realMsSsim)
    {
        var distance = NeedsMsSsim ? Math.Abs((measured.MsSsim ?? double.NaN) - (realMsSsim ?? double.NaN)) : 0;
        return SwdWeight * measured.Average + MsSsimWeight * distance;
    }

    /// <summary>How files name it: <c>swd</c>, <c>ms-ssim</c>, <c>swd + 100 ms-ssim</c>, <c>none</c>.</summary>
    public string Word()
    {
        if (this == None)
            return NoneWord;
        (double Weight, string Name)[] terms = [(SwdWeight, SwdWord), (MsSsimWeight, MsSsimWord)];
        return string.Join(Sum, terms.Where(t => t.Weight > 0).Select(t => t.Weight == 1
            ? t.Name
            : string.Create(CultureInfo.InvariantCulture, $"{t.Weight:R} {t.Name}")));
    }

    /// <param name="text">As <see cref="Word"/> writes it; null for the default.</param>
    /// <exception cref="InvalidInputException">It is no objective.</exception>
    public static SweepObjective Read(string? text)
    {
        if (text is null)
            return Swd;
        if (text == NoneWord)
            return None;
        var objective = None;
        foreach (var term in text.Split('+', StringSplitOptions.TrimEntries))
        {
            var parts = term.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var weight = 1.0;
            if (parts.Length is 0 or > 2 || (parts.Length == 2 && !IsWeight(parts[0], out weight)))
                throw Unknown(text);
            objective = parts[^1] switch
            {
                SwdWord when objective.SwdWeight == 0 => objective with { SwdWeight = weight },
                MsSsimWord when objective.MsSsimWeight == 0 => objective with { MsSsimWeight = weight },
                _ => throw Unknown(text),
            };
        }
        return objective;
    }

    /// <summary>Refuses a sweep that would train to its end and then have nothing to rank by.</summary>
    /// <exception cref="InvalidInputException">The sentence names both ways out.</exception>
    public void Check(int resolution)
    {
        if (this != None && resolution < LeastResolution)
            throw new InvalidInputException(
                $"The sweep ends at {resolution} px, but {(this == Swd ? "SWD" : Word())}, which it would rank by, "
                + $"begins at {LeastResolution} px; end at {LeastResolution} px or more, or set {Key}: {NoneWord} to "
                + "train without ranking.");
    }

    private static bool IsWeight(string text, out double weight) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out weight)
        && weight is >= LeastWeight and <= MostWeight;

    private static InvalidInputException Unknown(string text) => new(
        $"Unknown objective '{InputText.Shown(text)}' in the sweep; it must be {SwdWord}, {MsSsimWord}, a weighted sum "
        + $"such as '{SwdWord}{Sum}100 {MsSsimWord}', or {NoneWord}.");
}

/// <summary>Objectives are text in JSON.</summary>
internal sealed class SweepObjectiveText : JsonConverter<SweepObjective>
{
    public override SweepObjective Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SweepObjective.Read(reader.GetString());

    public override void Write(Utf8JsonWriter writer, SweepObjective value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Word());
}
