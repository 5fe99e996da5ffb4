using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// The file form of a stopping rule: <c>rule, reductionFactor, rungs [pixels or "300 kimg"], brackets, startup</c>, and
/// of a population <c>quantile, resample, factor, explore [lines of search.space]</c>.
/// </summary>
internal static class StoppingDocument
{
    /// <summary>The key of a sweep's file.</summary>
    public const string Key = "stopping";

    private const string Kimg = "kimg";
    private const int MostReduction = 100;
    private const double MostFactor = 10;

    private static readonly ImmutableArray<string> Options =
        [.. Enum.GetValues<StoppingRule>().SelectMany(rule => rule.Options()).Distinct()];

    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static StoppingDefinition Read(JsonElement element)
    {
        var fields = DocumentFields.Of(element, Key, ["rule", "rungs", .. Options]);
        var stopping = new StoppingDefinition(Rule(fields.FindText("rule")))
        {
            ReductionFactor = fields.Whole("reductionFactor", 2, MostReduction) ?? StoppingDefinition.UsualReduction,
            Rungs = Rungs(fields),
            Brackets = fields.Whole("brackets", 1, MostReduction),
            Startup = fields.Whole("startup", 1, SweepDefinition.ExperimentLimit) ?? StoppingDefinition.UsualStartup,
        };
        var foreign = fields.AnyOf([.. Options.Except(stopping.Rule.Options())]);
        if (stopping.Rule == StoppingRule.Pbt)
            stopping = stopping with { Population = Population(fields) };
        return foreign is null ? stopping : throw new InvalidInputException(
            $"{Key} has {foreign}, which rule {stopping.Rule.Word()} does not take; leave it out.");
    }

    public static JsonObject Write(StoppingDefinition stopping)
    {
        var document = new JsonObject { ["rule"] = stopping.Rule.Word() };
        if (stopping.Reduces)
            document["reductionFactor"] = stopping.ReductionFactor;
        if (!stopping.Rungs.IsEmpty)
            document["rungs"] = new JsonArray([.. stopping.Rungs.Select(Write)]);
        if (stopping.Brackets is { } brackets)
            document["brackets"] = brackets;
        if (stopping.Rule == StoppingRule.Median)
            document["startup"] = stopping.Startup;
        if (stopping.Population is { } population)
            Write(population, document);
        return document;
    }

    private static PopulationOptions Population(DocumentFields fields)
    {
        var usual = new PopulationOptions();
        return usual with
        {
            Quantile = fields.Amount("quantile", PopulationOptions.MostQuantile) ?? usual.Quantile,
            Resample = Number(fields, "resample", usual.Resample, n => n is >= 0 and <= 1, "a number from 0 to 1"),
            Factor = Number(fields, "factor", usual.Factor, n => n is > 1 and <= MostFactor,
                $"a number greater than 1 and at most {NumberText.Of(MostFactor)}"),
            Explore = Explore(fields),
        };
    }

    private static void Write(PopulationOptions population, JsonObject document)
    {
        document["quantile"] = population.Quantile;
        document["resample"] = population.Resample;
        document["factor"] = population.Factor;
        if (!population.Explore.IsEmpty)
            document["explore"] = new JsonArray([.. population.Explore.Select(name => JsonValue.Create(name))]);
    }

    private static double Number(
        DocumentFields fields, string name, double usual, Func<double, bool> isLegal, string expected)
    {
        if (fields.Number(name) is not { } given)
            return usual;
        return given.ValueKind == JsonValueKind.Number && given.TryGetDouble(out var number) && isLegal(number)
            ? number
            : throw new InvalidInputException(
                $"'{name}' in {Key} is {InputText.Shown(given.GetRawText())}; it must be {expected}.");
    }

    private static ImmutableArray<string> Explore(DocumentFields fields)
    {
        if (fields.Find("explore") is not { } list)
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0
            || list.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
            throw new InvalidInputException(
                $"{Key}.explore must be a list of lines of search.space, such as [learningRate, gradientPenaltyWeight].");
        return [.. list.EnumerateArray().Select(name => name.GetString()!)];
    }

    private static JsonNode Write(RungPlace place) =>
        place.Resolution is { } pixels ? JsonValue.Create(pixels) : JsonValue.Create(place.ToString());

    private static StoppingRule Rule(string? word)
    {
        if (word is null)
            throw new InvalidInputException($"{Key} needs a rule: {Choices()}.");
        var index = StoppingRules.Words.IndexOf(word);
        return index >= 0
            ? Enum.GetValues<StoppingRule>()[index]
            : throw new InvalidInputException(
                $"Unknown rule '{InputText.Shown(word)}' in {Key}; it must be {Choices()}"
                + $"{NearestName.Question(word, StoppingRules.Words)}");
    }

    private static string Choices() =>
        $"{string.Join(", ", StoppingRules.Words[..^1])} or {StoppingRules.Words[^1]}";

    private static ImmutableArray<RungPlace> Rungs(DocumentFields fields)
    {
        if (fields.Find("rungs") is not { } list)
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw new InvalidInputException(
                $"{Key}.rungs must be a list of resolutions and of kimg in the last phase, such as [16, 32, 300 kimg].");
        return [.. list.EnumerateArray().Select(Rung)];
    }

    private static RungPlace Rung(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var pixels) && pixels > 0)
            return new RungPlace(pixels, null);
        if (element.ValueKind == JsonValueKind.String && element.GetString()!.Trim() is var text
            && text.EndsWith(Kimg, StringComparison.Ordinal)
            && double.TryParse(text[..^Kimg.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var kimg)
            && double.IsFinite(kimg) && kimg > 0)
            return new RungPlace(null, kimg);
        throw new InvalidInputException(
            $"'{InputText.Shown(element.ToString())}' in {Key}.rungs is no rung; a rung is a resolution (32: the end of "
            + "its stabilize phase) or kimg of the run in its last phase (300 kimg).");
    }
}
