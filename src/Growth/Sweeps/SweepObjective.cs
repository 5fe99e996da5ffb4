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
[JsonConverter(typeof(SweepObjectiveJson))]
public sealed record SweepObjective(double SwdWeight, double MsSsimWeight)
{
    /// <summary>SWD's coarsest pyramid level; smaller images have no SWD, nor MS-SSIM, FID and KID in the lab.</summary>
    public const int LeastResolution = 16;

    /// <summary>The key of a sweep's file.</summary>
    public const string Key = "objective";

    /// <summary>Sliced Wasserstein distance alone: the default.</summary>
    public static SweepObjective Swd { get; } = new(1, 0);

    /// <summary>Nothing: the sweep trains and keeps its generators.</summary>
    public static SweepObjective None { get; } = new(0, 0);

    /// <summary>Weight of the Fréchet inception distance; from 0.</summary>
    public double FidWeight { get; init; }

    /// <summary>Weight of the kernel inception distance; from 0.</summary>
    public double KidWeight { get; init; }

    /// <summary>
    /// SHA-256 of the extractor of FID and KID, lower-case hex: what two extractors give can't be compared. In a sweep's
    /// file it may be left out, or be its beginning; an accepted sweep has it whole.
    /// </summary>
    public string? Extractor { get; init; }

    /// <summary>Whether it looks at MS-SSIM, which is measured at the end of stabilizing phases only.</summary>
    public bool NeedsMsSsim => MsSsimWeight > 0;

    /// <summary>Whether it looks at FID or KID, which are measured at the end of its experiments only.</summary>
    public bool NeedsExtractor => FidWeight > 0 || KidWeight > 0;

    /// <summary>What is said in place of a rank or a best experiment; null where experiments are ranked.</summary>
    public string? WhyUnranked() => this == None ? $"not ranked ({Key}: {Word()})" : null;

    /// <summary>What experiments are ranked by, as an axis names it: <c>SWD × 10³</c>.</summary>
    public string ScoreName() => this == Swd ? "SWD × 10³" : SweepObjectiveText.Sum(this);

    /// <summary>What is said where the rank is not that of SWD alone; null where it is, or where there is none.</summary>
    public string? RankedBy()
    {
        if (this == Swd || this == None)
            return null;
        var distance = NeedsExtractor ? "MS-SSIM as distance from the reals'" : "distance from the reals'";
        string?[] remarks =
        [
            NeedsMsSsim ? distance : null,
            Extractor is { } sha256 ? $"extractor {Readable.ShortSha(sha256)}" : null,
        ];
        var said = string.Join(", ", remarks.OfType<string>());
        return $"ranked by {SweepObjectiveText.Sum(this)}{(said.Length > 0 ? $" ({said})" : "")}";
    }

    /// <summary>What a measurement is ranked by; NaN where something of it is not measured.</summary>
    /// <param name="measured">Of a generator.</param>
    /// <param name="realMsSsim">MS-SSIM among real images at the same resolution; null where it is unknown.</param>
    public double Score(Measurement measured, double? realMsSsim)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var score = SwdWeight * measured.Average;
        if (NeedsMsSsim)
            score += MsSsimWeight * Math.Abs((measured.MsSsim ?? double.NaN) - (realMsSsim ?? double.NaN));
        if (NeedsExtractor)
            score += measured.Seen(Extractor) is { } seen ? FidWeight * seen.Fid + KidWeight * seen.Kid : double.NaN;
        return score;
    }

    /// <summary>Whether a measurement at the end of an experiment has all that only its own sweep asks for.</summary>
    public bool IsSeen(Measurement measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return !NeedsExtractor || measured.Seen(Extractor) is not null;
    }

    /// <summary>
    /// How files name it: <c>swd</c>, <c>ms-ssim</c>, <c>swd + 100 ms-ssim</c>, <c>none</c>, <c>fid @ 3f9ab2c1…</c>.
    /// </summary>
    public string Word() => Extractor is null
        ? SweepObjectiveText.Sum(this)
        : $"{SweepObjectiveText.Sum(this)} {SweepObjectiveText.By} {Extractor}";

    /// <param name="text">As <see cref="Word"/> writes it; null for the default.</param>
    /// <exception cref="InvalidInputException">It is no objective.</exception>
    public static SweepObjective Read(string? text) => text is null ? Swd : SweepObjectiveText.Read(text);

    /// <summary>The same by an extractor of a lab.</summary>
    /// <param name="extractors">SHA-256 of those that the lab has, the one that it was started with last first.</param>
    /// <exception cref="InvalidInputException">It needs one, and the lab has none or not that one.</exception>
    public SweepObjective ByExtractorOf(IReadOnlyList<string> extractors)
    {
        ArgumentNullException.ThrowIfNull(extractors);
        if (!NeedsExtractor)
            return this;
        var sum = SweepObjectiveText.Sum(this);
        if (extractors.Count == 0)
            throw new InvalidInputException(
                $"{Key} is {sum}, but the lab has no extractor of features; start it with --Lab:Extractor FILE, or rank by "
                + $"{Swd.Word()}.");
        var own = extractors.FirstOrDefault(e => Extractor is null || e.StartsWith(Extractor, StringComparison.Ordinal));
        return own is not null ? this with { Extractor = own } : throw new InvalidInputException(
            $"{Key} is {sum} by extractor {Readable.ShortSha(Extractor!)}, which the lab does not have; it has "
            + $"{string.Join(", ", extractors.Select(Readable.ShortSha))}: start it with --Lab:Extractor FILE, or leave "
            + $"out '{SweepObjectiveText.By}'.");
    }

    /// <summary>Refuses a sweep that would train to its end and then have nothing to rank by.</summary>
    /// <exception cref="InvalidInputException">The sentence names both ways out.</exception>
    public void Check(int resolution)
    {
        if (this != None && resolution < LeastResolution)
            throw new InvalidInputException(
                $"The sweep ends at {resolution} px, but {(this == Swd ? "SWD" : SweepObjectiveText.Sum(this))}, which it "
                + $"would rank by, begins at {LeastResolution} px; end at {LeastResolution} px or more, or set {Key}: "
                + $"{None.Word()} to train without ranking.");
    }
}

/// <summary>Objectives are text in JSON.</summary>
internal sealed class SweepObjectiveJson : JsonConverter<SweepObjective>
{
    public override SweepObjective Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SweepObjective.Read(reader.GetString());

    public override void Write(Utf8JsonWriter writer, SweepObjective value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Word());
}
