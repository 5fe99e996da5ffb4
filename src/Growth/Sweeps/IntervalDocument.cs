using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// The file form of intervals, <c>{min, max, scale, step}</c>, and of normal distributions, <c>{mean, deviation, min,
/// max, step}</c>.
/// </summary>
internal static class IntervalDocument
{
    private static readonly string[] Scales = ["linear", "log", "log2"];

    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static RangeDimension Range(SettingKey key, DocumentFields fields, string where)
    {
        var scale = fields.FindText("scale") ?? "linear";
        if (!Scales.Contains(scale))
            throw new InvalidInputException(
                $"Unknown scale '{InputText.Shown(scale)}' in {where}; "
                + "it must be linear, log or log2 (min doubled again and again).");
        var (min, max) = (Needed(fields, "min", key, where), Needed(fields, "max", key, where));
        if (min >= max || (scale != "linear" && min <= 0))
            throw new InvalidInputException(
                $"The interval of '{key}' in search.space is {NumberText.Of(min)} to {NumberText.Of(max)}; min must be "
                + $"less than max{(scale == "linear" ? "" : " and, on a log scale, greater than 0")}.");
        return new RangeDimension(key, min, max, Enum.Parse<IntervalScale>(scale, ignoreCase: true))
        {
            Step = Step(fields, key, scale, max - min, where),
        };
    }

    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static NormalDimension Normal(SettingKey key, DocumentFields fields, string where)
    {
        var kind = key.Definition.Kind;
        if (kind == SettingKind.Resolution)
            throw new InvalidInputException($"{where} takes powers of two, which no normal distribution gives.");
        if (fields.AnyOf("scale") is not null)
            throw new InvalidInputException(
                $"{where} has a scale beside mean and deviation; only an interval (min, max) has one.");
        var (mean, deviation) = (Number(fields, "mean", where), Number(fields, "deviation", where));
        if (deviation <= 0)
            throw new InvalidInputException(
                $"'deviation' in {where} is {NumberText.Of(deviation)}; it must be greater than 0.");
        var min = Bound(fields, "min", key, where) ?? Least(key);
        var max = Bound(fields, "max", key, where) ?? key.Definition.Maximum;
        if (min >= max || mean < min || mean > max)
            throw new InvalidInputException(
                $"{where} has mean {NumberText.Of(mean)} between {NumberText.Of(min)} and {NumberText.Of(max)}; "
                + "min must be less than max, and the mean lie between them.");
        return new NormalDimension(key, mean, deviation, min, max)
        {
            Step = Step(fields, key, "linear", max - min, where),
        };
    }

    public static JsonObject Write(SearchDimension dimension)
    {
        var (document, step) = dimension switch
        {
            RangeDimension range => (new JsonObject
            {
                ["min"] = range.Minimum,
                ["max"] = range.Maximum,
                ["scale"] = range.Scale.ToString().ToLowerInvariant(),
            }, range.Step),
            NormalDimension normal => (new JsonObject
            {
                ["mean"] = normal.Mean,
                ["deviation"] = normal.Deviation,
                ["min"] = normal.Minimum,
                ["max"] = normal.Maximum,
            }, normal.Step),
            _ => throw new InvalidOperationException($"Dimension {dimension.GetType().Name} has no file form."),
        };
        if (step is { } width)
            document["step"] = width;
        return document;
    }

    /// <summary>The setting's least legal value; where that is not legal itself, the next number.</summary>
    private static double Least(SettingKey key) => key.Definition.MinimumIncluded
        ? key.Definition.Minimum
        : Math.Max(Math.BitIncrement(key.Definition.Minimum), 1e-12);

    private static double? Step(DocumentFields fields, SettingKey key, string scale, double length, string where)
    {
        if (fields.Number("step") is not { } element)
            return null;
        if (scale == "log2")
            throw new InvalidInputException(
                $"{where} has a step, but scale log2 has its own: it doubles; leave one of them out.");
        if (key.Definition.Kind == SettingKind.Resolution)
            throw new InvalidInputException(
                $"{where} has a step, but its values are powers of two; use scale log2 instead.");
        var kind = key.Definition.Kind == SettingKind.Number ? "number" : "whole number";
        var step = element.ValueKind == JsonValueKind.Number ? element.GetDouble() : 0;
        var isWhole = key.Definition.Kind == SettingKind.Number || step == Math.Floor(step);
        var isFew = fields.AnyOf("mean") is not null || length / step < RangeDimension.MostListed;
        return step > 0 && step <= length && isWhole && isFew
            ? step
            : throw new InvalidInputException(
                $"'step' in {where} is {InputText.Shown(element.GetRawText())}; it must be a {kind} greater than 0 and "
                + $"at most {NumberText.Of(length)}, for fewer than {RangeDimension.MostListed} values.");
    }

    private static double Needed(DocumentFields fields, string name, SettingKey key, string where) =>
        Bound(fields, name, key, where)
            ?? throw new InvalidInputException($"{where} needs {name}: an interval is {{min, max, scale, step}}.");

    private static double? Bound(DocumentFields fields, string name, SettingKey key, string where) =>
        fields.Find(name) is { } bound ? SettingList.ParseValue(key, bound, $"{where}.{name}") : null;

    private static double Number(DocumentFields fields, string name, string where)
    {
        if (fields.Number(name) is not { } element)
            throw new InvalidInputException(
                $"{where} needs {name}: a normal distribution is {{mean, deviation, min, max, step}}.");
        return element.ValueKind == JsonValueKind.Number && double.IsFinite(element.GetDouble())
            ? element.GetDouble()
            : throw new InvalidInputException(
                $"'{name}' in {where} is {InputText.Shown(element.GetRawText())}; it must be a number.");
    }
}
