using System.Text.Json;
using System.Text.Json.Nodes;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// More seeds where the ranking is undecided: <c>repeats: { min, max, confidence }</c> in a sweep's file. Every point
/// gets <c>min</c> seeds first.
/// </summary>
/// <param name="Most">Most seeds of a point, at least as many as it gets first.</param>
/// <param name="Confidence">The sweep ends once the best point is the best with this probability, 0.5 to 1.</param>
public sealed record AdaptiveRepeats(int Most, double Confidence)
{
    /// <summary>The fewest seeds that say anything about the spread between seeds.</summary>
    private const int FewestFirst = 2;

    private const int DefaultFirst = 3;

    private const double DefaultConfidence = 0.95;

    /// <summary>Reads either form of <c>repeats</c>.</summary>
    /// <returns>Seeds of each point at first; the rule for more, null where there are no more.</returns>
    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    internal static (int First, AdaptiveRepeats? Rule) Read(DocumentFields sweep)
    {
        if (sweep.Find("repeats") is not { ValueKind: JsonValueKind.Object } mapping)
            return (sweep.Whole("repeats", 1, SweepDefinition.ExperimentLimit) ?? 1, null);
        var fields = DocumentFields.Of(mapping, "repeats", "min", "max", "confidence");
        var first = fields.Whole("min", FewestFirst, SweepDefinition.ExperimentLimit) ?? DefaultFirst;
        var most = fields.Whole("max", first, SweepDefinition.ExperimentLimit)
            ?? throw new InvalidInputException(
                "repeats needs max, the most seeds of a point; or give it as one number, for as many seeds everywhere.");
        var confidence = DefaultConfidence;
        if (fields.Number("confidence") is { } given
            && !(given.ValueKind == JsonValueKind.Number && given.TryGetDouble(out confidence)
                && confidence is > 0.5 and < 1))
            throw new InvalidInputException(
                $"'confidence' in repeats is {InputText.Shown(given.GetRawText())}; it must be a number between 0.5 "
                + "and 1, both excluded.");
        return (first, new AdaptiveRepeats(most, confidence));
    }

    /// <summary>The file form.</summary>
    internal static JsonNode Write(SweepDefinition sweep) => sweep.MoreRepeats is not { } more
        ? sweep.Repeats
        : new JsonObject { ["min"] = sweep.Repeats, ["max"] = more.Most, ["confidence"] = more.Confidence };
}
