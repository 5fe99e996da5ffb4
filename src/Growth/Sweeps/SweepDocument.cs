using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// A sweep's file form, JSON (YAML files are turned into it by the reader's host). Every key is known or an error:
/// <c>name, dataset, preset, base {setting: value}, search {strategy, seed, space {setting: [values] | {min, max,
/// scale}}}, repeats, budget {maxExperiments}</c>; with strategy list, search has <c>points [{name, settings {setting:
/// value}}]</c> in place of a space.
/// </summary>
public static class SweepDocument
{
    /// <summary>Reads and checks a definition. Dataset rules wait for <see cref="SweepPlan.Of"/>.</summary>
    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static SweepDefinition Read(JsonElement document)
    {
        var root = Fields(document, "the sweep", "name", "dataset", "preset", "base", "search", "repeats", "budget");
        var name = Text(root, "name", "the sweep");
        var dataset = Text(root, "dataset", "the sweep");
        var own = root.TryGetValue("base", out var b) ? Settings(b, "base") : SettingList.Empty;
        var settings = root.ContainsKey("preset") ? Preset(Text(root, "preset", "the sweep"), own) : own;
        var search = root.TryGetValue("search", out var s) ? Search(s) : SearchSpace.Empty;
        var repeats = Whole(root, "repeats", "the sweep", 1, SweepDefinition.ExperimentLimit) ?? 1;
        var budget = root.TryGetValue("budget", out var limits) ? Fields(limits, "budget", "maxExperiments") : [];
        var most = Whole(budget, "maxExperiments", "budget", 1, SweepDefinition.ExperimentLimit);
        if (search.Strategy == SearchStrategy.Random && most is null)
            throw new InvalidInputException("A random search has no end of its own: budget needs maxExperiments.");
        return new SweepDefinition(name, dataset, settings, search, repeats, most ?? SweepDefinition.ExperimentLimit);
    }

    /// <summary>Reads a definition from JSON text.</summary>
    /// <exception cref="InvalidInputException">Not JSON, or not a sweep.</exception>
    public static SweepDefinition Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"The sweep is not valid JSON at line {e.LineNumber + 1}: {e.Message}", e);
        }
    }

    /// <summary>The definition in the file form; reading it back gives an equal definition.</summary>
    public static JsonObject Write(SweepDefinition sweep)
    {
        var document = new JsonObject
        {
            ["name"] = sweep.Name,
            ["dataset"] = sweep.Dataset,
            ["base"] = Write(sweep.Base),
        };
        if (sweep.Search.Strategy != SearchStrategy.Grid || !sweep.Search.Dimensions.IsEmpty)
            document["search"] = Write(sweep.Search);
        document["repeats"] = sweep.Repeats;
        document["budget"] = new JsonObject { ["maxExperiments"] = sweep.MaxExperiments };
        return document;
    }

    /// <summary>Settings by name.</summary>
    public static JsonObject Write(SettingList settings)
    {
        var document = new JsonObject();
        foreach (var (key, value) in settings.Values)
            document[key.ToString()] = Value(key, value);
        return document;
    }

    private static JsonObject Write(SearchSpace search)
    {
        if (search.Strategy == SearchStrategy.List)
            return new JsonObject { ["strategy"] = "list", ["points"] = new JsonArray([.. search.Listed.Select(Write)]) };
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

    private static JsonNode Write(SearchPoint point) =>
        new JsonObject { ["name"] = point.Name, ["settings"] = Write(new SettingList(point.Settings)) };

    private static JsonNode Write(SearchDimension dimension) => dimension switch
    {
        ChoiceDimension choice => new JsonArray([.. choice.Values.Select(v => Value(choice.Setting, v))]),
        RangeDimension range => new JsonObject
        {
            ["min"] = range.Minimum,
            ["max"] = range.Maximum,
            ["scale"] = range.Log ? "log" : "linear",
        },
        _ => throw new InvalidOperationException($"Dimension {dimension.GetType().Name} has no file form."),
    };

    private static JsonValue Value(SettingKey key, double value) => key.Definition.Kind switch
    {
        SettingKind.Boolean => JsonValue.Create(value != 0),
        SettingKind.Integer or SettingKind.Resolution => JsonValue.Create((long)value),
        SettingKind.Word => JsonValue.Create(key.Definition.Words[(int)value]),
        _ => JsonValue.Create(value),
    };

    /// <summary>
    /// A preset's settings for the final resolution that is asked for, overridden by the sweep's own.
    /// </summary>
    private static SettingList Preset(string name, SettingList own)
    {
        int? resolution = own.Values.TryGetValue(new SettingKey("resolution", null), out var pixels) ? (int)pixels : null;
        return PresetCatalog.Get(name).Settings(resolution).With(own.Values);
    }

    private static SearchSpace Search(JsonElement element)
    {
        var fields = Fields(element, "search", "strategy", "seed", "space", "points");
        var strategy = fields.ContainsKey("strategy") ? Text(fields, "strategy", "search") : "grid";
        if (strategy is not ("grid" or "random" or "list"))
            throw new InvalidInputException(
                $"Unknown strategy '{strategy}' in search; it must be grid, random or list.");
        if (strategy == "list")
            return new SearchSpace(SearchStrategy.List, [], 0) { Listed = Points(fields) };
        if (fields.ContainsKey("points"))
            throw new InvalidInputException(
                "search has points, but only strategy list takes them; a grid or random search has a space.");
        var space = fields.TryGetValue("space", out var s) ? s : default;
        if (space.ValueKind != JsonValueKind.Object || !space.EnumerateObject().Any())
            throw new InvalidInputException(
                "search needs a space: settings with their values, such as learningRate@16: [0.001, 0.002].");
        var dimensions = space.EnumerateObject()
            .Select(p => Dimension(SettingKey.Parse(p.Name, "search.space"), p.Value, strategy))
            .ToImmutableArray();
        if (dimensions.GroupBy(d => d.Setting).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidInputException($"Setting '{twice.Key}' stands twice in search.space; name it once.");
        var seed = Whole(fields, "seed", "search", 0, int.MaxValue) ?? 0;
        return new SearchSpace(strategy == "grid" ? SearchStrategy.Grid : SearchStrategy.Random, dimensions, seed);
    }

    private static ImmutableArray<SearchPoint> Points(Dictionary<string, JsonElement> fields)
    {
        if (fields.Keys.FirstOrDefault(k => k is "space" or "seed") is { } other)
            throw new InvalidInputException(
                $"search has {other}, but strategy list takes points alone: a list of {{name, settings}}.");
        var list = fields.GetValueOrDefault("points");
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw new InvalidInputException("search with strategy list needs points: a list of {name, settings}.");
        return [.. list.EnumerateArray().Select((point, i) => Point(point, $"search.points[{i + 1}]"))];
    }

    private static SearchPoint Point(JsonElement element, string where)
    {
        var fields = Fields(element, where, "name", "settings");
        var settings = fields.TryGetValue("settings", out var s) ? Settings(s, $"{where}.settings") : SettingList.Empty;
        if (settings.Values.Keys.FirstOrDefault(k => !k.Definition.Searchable) is { } fixedOne)
            throw new InvalidInputException(
                $"Setting '{fixedOne}' cannot be searched over: runs that differ in it could not be compared; put it "
                + "under base.");
        return new SearchPoint(fields.ContainsKey("name") ? Text(fields, "name", where) : "", settings.Values);
    }

    private static SearchDimension Dimension(SettingKey key, JsonElement element, string strategy)
    {
        var where = $"search.space.{key}";
        if (!key.Definition.Searchable)
            throw new InvalidInputException(
                $"Setting '{key}' cannot be searched over: runs that differ in it could not be compared; put it under "
                + "base.");
        if (element.ValueKind == JsonValueKind.Array)
        {
            var values = element.EnumerateArray().Select(v => SettingList.ParseValue(key, v, where)).ToImmutableArray();
            if (values.IsEmpty || values.Distinct().Count() != values.Length)
                throw new InvalidInputException(
                    $"The values of '{key}' in search.space must be at least one, and each different.");
            return new ChoiceDimension(key, values);
        }
        if (key.Definition.Kind is SettingKind.Word or SettingKind.Boolean)
            throw new InvalidInputException(
                $"'{key}' in search.space must be a list of its values: it has no intervals.");
        if (strategy == "grid")
            throw new InvalidInputException(
                $"'{key}' in search.space must be a list of values for a grid; intervals (min, max) need strategy "
                + "random.");
        var fields = Fields(element, where, "min", "max", "scale");
        var scale = fields.ContainsKey("scale") ? Text(fields, "scale", where) : "linear";
        if (scale is not ("log" or "linear"))
            throw new InvalidInputException($"Unknown scale '{scale}' in {where}; it must be linear or log.");
        var (min, max) = (Bound(fields, "min", key, where), Bound(fields, "max", key, where));
        if (min >= max || (scale == "log" && min <= 0))
            throw new InvalidInputException(
                $"The interval of '{key}' in search.space is {min:R} to {max:R}; min must be less than "
                + $"max{(scale == "log" ? " and, on a log scale, greater than 0" : "")}.");
        return new RangeDimension(key, min, max, scale == "log");
    }

    private static double Bound(Dictionary<string, JsonElement> fields, string name, SettingKey key, string where) =>
        fields.TryGetValue(name, out var bound)
            ? SettingList.ParseValue(key, bound, $"{where}.{name}")
            : throw new InvalidInputException($"{where} needs {name}: an interval is {{min, max, scale}}.");

    private static SettingList Settings(JsonElement element, string where)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<SettingKey, double>();
        foreach (var (name, value) in Entries(element, where))
        {
            var key = SettingKey.Parse(name, where);
            values.Add(key, SettingList.ParseValue(key, value, where));
        }
        return new SettingList(values.ToImmutable());
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement element, string where, params string[] known)
    {
        var fields = Entries(element, where);
        foreach (var name in fields.Keys.Where(name => !known.Contains(name)))
            throw new InvalidInputException(
                $"Unknown key '{name}' in {where}; did you mean '{NearestName.Of(name, known)}'?");
        return fields;
    }

    private static Dictionary<string, JsonElement> Entries(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException($"{where} must be a mapping of names to values, but is {Kind(element)}.");
        var entries = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject().Where(p => !entries.TryAdd(p.Name, p.Value)))
            throw new InvalidInputException($"Key '{property.Name}' stands twice in {where}; name it once.");
        return entries;
    }

    private static string Text(Dictionary<string, JsonElement> fields, string name, string where) =>
        fields.TryGetValue(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!
            : throw new InvalidInputException($"'{name}' in {where} must be a text that is not empty.");

    private static int? Whole(Dictionary<string, JsonElement> fields, string name, string where, int min, int max)
    {
        if (!fields.TryGetValue(name, out var value))
            return null;
        var number = 0;
        var isWhole = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
        return isWhole && number >= min && number <= max
            ? number
            : throw new InvalidInputException(
                $"'{name}' in {where} is {value.GetRawText()}; it must be a whole number from {min} to {max}.");
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "empty",
        JsonValueKind.Array => "a list",
        _ => element.GetRawText(),
    };
}
