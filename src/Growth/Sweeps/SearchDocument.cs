using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// The file form of a search space: <c>strategy, seed, space {setting: [values] | {min, max, scale, step}}</c>; with
/// strategy list, <c>points [{name, settings {setting: value}}]</c> in place of a space.
/// </summary>
internal static class SearchDocument
{
    private static readonly string[] Scales = ["linear", "log", "log2"];

    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static SearchSpace Read(JsonElement element)
    {
        var fields = DocumentFields.Of(element, "search", "strategy", "seed", "space", "points");
        var strategy = fields.FindText("strategy") ?? "grid";
        if (strategy is not ("grid" or "random" or "list"))
            throw new InvalidInputException(
                $"Unknown strategy '{InputText.Shown(strategy)}' in search; it must be grid, random or list.");
        if (strategy == "list")
            return new SearchSpace(SearchStrategy.List, [], 0) { Listed = Points(fields) };
        if (fields.AnyOf("points") is not null)
            throw new InvalidInputException(
                "search has points, but only strategy list takes them; a grid or random search has a space.");
        if (fields.Find("space") is not { ValueKind: JsonValueKind.Object } space || !space.EnumerateObject().Any())
            throw new InvalidInputException(
                "search needs a space: settings with their values, such as learningRate@16: [0.001, 0.002].");
        var dimensions = space.EnumerateObject()
            .Select(p => Dimension(SettingKey.Parse(p.Name, "search.space"), p.Value, strategy))
            .ToImmutableArray();
        if (dimensions.GroupBy(d => d.Setting).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidInputException($"Setting '{twice.Key}' stands twice in search.space; name it once.");
        var seed = fields.Whole("seed", 0, int.MaxValue) ?? 0;
        return new SearchSpace(strategy == "grid" ? SearchStrategy.Grid : SearchStrategy.Random, dimensions, seed);
    }

    public static JsonObject Write(SearchSpace search)
    {
        if (search.Strategy == SearchStrategy.List)
            return new JsonObject
            {
                ["strategy"] = "list",
                ["points"] = new JsonArray([.. search.Listed.Select(Write)])
            };
        var space = new JsonObject();
        foreach (var dimension in search.Dimensions)
            space[dimension.Setting.ToString()] = Write(dimension);
        return new JsonObject
        {
            ["strategy"] = search.Strategy.ToString().ToLowerInvariant(),
            ["seed"] = search.Seed,
            ["space"] = space,
        };
    }

    private static JsonNode Write(SearchPoint point)
    {
        var settings = SweepDocument.Write(new SettingList(point.Settings));
        return point.Name.Length == 0
            ? new JsonObject { ["settings"] = settings }
            : new JsonObject { ["name"] = point.Name, ["settings"] = settings };
    }

    private static JsonNode Write(SearchDimension dimension) => dimension switch
    {
        ChoiceDimension choice => new JsonArray([.. choice.Values.Select(v => SweepDocument.Value(choice.Setting, v))]),
        RangeDimension range => Write(range),
        _ => throw new InvalidOperationException($"Dimension {dimension.GetType().Name} has no file form."),
    };

    private static JsonObject Write(RangeDimension range)
    {
        var interval = new JsonObject
        {
            ["min"] = range.Minimum,
            ["max"] = range.Maximum,
            ["scale"] = range.Scale.ToString().ToLowerInvariant(),
        };
        if (range.Step is { } step)
            interval["step"] = step;
        return interval;
    }

    private static ImmutableArray<SearchPoint> Points(DocumentFields fields)
    {
        if (fields.AnyOf("space", "seed") is { } other)
            throw new InvalidInputException(
                $"search has {other}, but strategy list takes points alone: a list of {{name, settings}}.");
        if (fields.Find("points") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            throw new InvalidInputException("search with strategy list needs points: a list of {name, settings}.");
        return [.. list.EnumerateArray().Select((point, i) => Point(point, $"search.points[{i + 1}]"))];
    }

    private static SearchPoint Point(JsonElement element, string where)
    {
        var fields = DocumentFields.Of(element, where, "name", "settings");
        var settings = fields.Find("settings") is { } s
            ? SweepDocument.Settings(s, $"{where}.settings")
            : SettingList.Empty;
        if (settings.Values.Keys.FirstOrDefault(k => !k.Definition.Searchable) is { } fixedOne)
            throw NotSearchable(fixedOne);
        return new SearchPoint(fields.FindText("name") ?? "", settings.Values);
    }

    private static SearchDimension Dimension(SettingKey key, JsonElement element, string strategy)
    {
        var where = $"search.space.{key}";
        if (!key.Definition.Searchable)
            throw NotSearchable(key);
        if (element.ValueKind == JsonValueKind.Array)
        {
            ImmutableArray<double> values = [.. element.EnumerateArray()
                .Select(v => SettingList.ParseValue(key, v, where))];
            if (values.IsEmpty || values.Distinct().Count() != values.Length)
                throw new InvalidInputException(
                    $"The values of '{key}' in search.space must be at least one, and each different.");
            return new ChoiceDimension(key, values);
        }
        if (key.Definition.Kind is SettingKind.Word or SettingKind.Boolean)
            throw new InvalidInputException(
                $"'{key}' in search.space must be a list of its values: it has no intervals.");
        var interval = Interval(key, DocumentFields.Of(element, where, "min", "max", "scale", "step"), where);
        if (strategy == "grid" && !interval.IsListed)
            throw new InvalidInputException(
                $"'{key}' in search.space must be a list of values for a grid, "
                + "or an interval with a step or scale log2; other intervals (min, max) need strategy random.");
        return interval;
    }

    private static RangeDimension Interval(SettingKey key, DocumentFields fields, string where)
    {
        var scale = fields.FindText("scale") ?? "linear";
        if (!Scales.Contains(scale))
            throw new InvalidInputException(
                $"Unknown scale '{InputText.Shown(scale)}' in {where}; "
                + "it must be linear, log or log2 (min doubled again and again).");
        var (min, max) = (Bound(fields, "min", key, where), Bound(fields, "max", key, where));
        if (min >= max || (scale != "linear" && min <= 0))
            throw new InvalidInputException(
                $"The interval of '{key}' in search.space is {NumberText.Of(min)} to {NumberText.Of(max)}; min must be "
                + $"less than max{(scale == "linear" ? "" : " and, on a log scale, greater than 0")}.");
        return new RangeDimension(key, min, max, Enum.Parse<IntervalScale>(scale, ignoreCase: true))
        {
            Step = Step(fields, key, scale, max - min, where),
        };
    }

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
        return step > 0 && step <= length && isWhole && length / step < RangeDimension.MostListed
            ? step
            : throw new InvalidInputException(
                $"'step' in {where} is {InputText.Shown(element.GetRawText())}; it must be a {kind} greater than 0 and "
                + $"at most {NumberText.Of(length)}, for fewer than {RangeDimension.MostListed} values.");
    }

    private static double Bound(DocumentFields fields, string name, SettingKey key, string where) =>
        fields.Find(name) is { } bound
            ? SettingList.ParseValue(key, bound, $"{where}.{name}")
            : throw new InvalidInputException($"{where} needs {name}: an interval is {{min, max, scale, step}}.");

    private static InvalidInputException NotSearchable(SettingKey key) => new(
        $"Setting '{key}' cannot be searched over: runs that differ in it could not be compared; put it under base.");
}
