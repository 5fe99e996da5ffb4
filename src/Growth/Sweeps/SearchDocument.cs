using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Expressions;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// The file form of a search: <c>strategy, seed, space (<see cref="SpaceDocument"/>), constraints [expression],
/// tryFirst [{setting: value}], parallel</c>; with strategy list, <c>points [{name, settings {setting: value}}]</c> in
/// place of all others.
/// </summary>
internal static class SearchDocument
{
    private static readonly ImmutableArray<string> Keys =
        ["strategy", "seed", "space", "constraints", "tryFirst", "parallel", "points"];

    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static SearchSpace Read(JsonElement element)
    {
        var fields = DocumentFields.Of(element, "search", Keys);
        var strategy = Strategy(fields);
        if (strategy == SearchStrategy.List)
            return new SearchSpace(SearchStrategy.List, [], 0) { Listed = Points(fields) };
        if (fields.AnyOf("points") is not null)
            throw new InvalidInputException(
                "search has points, but only strategy list takes them; every other strategy has a space.");
        if (fields.Find("space") is not { ValueKind: JsonValueKind.Object } space || !space.EnumerateObject().Any())
            throw new InvalidInputException(
                "search needs a space: settings with their values, such as learningRate@16: [0.001, 0.002].");
        ImmutableArray<SpaceEntry> entries =
            [.. space.EnumerateObject().Select(p => SpaceDocument.Read(p.Name, p.Value, strategy))];
        if (entries.SelectMany(e => e.Settings).GroupBy(s => s).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidInputException($"Setting '{twice.Key}' stands twice in search.space; name it once.");
        var search = new SearchSpace(
            strategy, [.. entries.OfType<SearchDimension>()], fields.Whole("seed", 0, int.MaxValue) ?? 0)
        {
            Derived = [.. entries.OfType<DerivedSetting>()],
            Constraints = Constraints(fields),
            TryFirst = TryFirst(fields, strategy),
            Parallel = fields.Whole("parallel", 1, SweepDefinition.ExperimentLimit),
        };
        Check(search);
        return search;
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
        foreach (var entry in search.Dimensions.Concat<SpaceEntry>(search.Derived))
            space[entry.Name] = SpaceDocument.Write(entry);
        var document = new JsonObject
        {
            ["strategy"] = search.StrategyName,
            ["seed"] = search.Seed,
            ["space"] = space,
        };
        if (search.Parallel is { } parallel)
            document["parallel"] = parallel;
        if (!search.Constraints.IsEmpty)
            document["constraints"] = new JsonArray([.. search.Constraints.Select(c => JsonValue.Create(c.Text))]);
        if (!search.TryFirst.IsEmpty)
            document["tryFirst"] = new JsonArray(
                [.. search.TryFirst.Select(p => SweepDocument.Write(new SettingList(p.Settings)))]);
        return document;
    }

    private static SearchStrategy Strategy(DocumentFields fields)
    {
        string[] names = [.. Enum.GetNames<SearchStrategy>().Select(n => n.ToLowerInvariant())];
        var strategy = fields.FindText("strategy") ?? "grid";
        return names.Contains(strategy)
            ? Enum.Parse<SearchStrategy>(strategy, ignoreCase: true)
            : throw new InvalidInputException(
                $"Unknown strategy '{InputText.Shown(strategy)}' in search; it must be "
                + $"{string.Join(", ", names[..^1])} or {names[^1]}{NearestName.Question(strategy, names)}");
    }

    /// <summary>What can be said without the sweep's base.</summary>
    private static void Check(SearchSpace search)
    {
        if (search.Dimensions.IsEmpty)
            throw new InvalidInputException(
                "search.space varies nothing: every setting in it follows from others; give one of them values.");
        if (search.Strategy == SearchStrategy.Sobol && search.Dimensions.Length > SobolSequence.MostDimensions)
            throw new InvalidInputException(
                $"Strategy sobol takes {SobolSequence.MostDimensions} settings that vary at most, but search.space has "
                + $"{search.Dimensions.Length}; vary fewer, or take strategy random.");
        if (search is { Learns: false, Parallel: not null })
            throw new InvalidInputException(
                "search has parallel, but only strategies tpe and gp choose experiments while others train; leave it "
                + "out.");
        _ = new PointRules(search, SettingList.Empty);
    }

    private static ImmutableArray<SettingExpression> Constraints(DocumentFields fields)
    {
        if (fields.Find("constraints") is not { } element)
            return [];
        var isList = element.ValueKind == JsonValueKind.Array;
        if (!isList || element.EnumerateArray().Any(c => c.ValueKind != JsonValueKind.String))
            throw new InvalidInputException(
                "search.constraints must be a list of expressions, such as fmapBase * 2 <= 8192 or minibatch < 32.");
        return
        [
            .. element.EnumerateArray().Select((c, i) => SettingExpression.Read(
                c.GetString()!, $"search.constraints[{i + 1}]", ExpressionType.Condition)),
        ];
    }

    private static ImmutableArray<SearchPoint> TryFirst(DocumentFields fields, SearchStrategy strategy)
    {
        if (fields.Find("tryFirst") is not { } element)
            return [];
        if (strategy == SearchStrategy.Grid)
            throw new InvalidInputException(
                "search has tryFirst, but a grid makes all its points; leave it out or choose another strategy.");
        if (element.ValueKind != JsonValueKind.Array)
            throw new InvalidInputException(
                "search.tryFirst must be a list of points, each a mapping of settings to values.");
        return
        [
            .. element.EnumerateArray().Select((point, i) =>
                new SearchPoint("", SweepDocument.Settings(point, $"search.tryFirst[{i + 1}]").Values)),
        ];
    }

    private static JsonNode Write(SearchPoint point)
    {
        var settings = SweepDocument.Write(new SettingList(point.Settings));
        return point.Name.Length == 0
            ? new JsonObject { ["settings"] = settings }
            : new JsonObject { ["name"] = point.Name, ["settings"] = settings };
    }

    private static ImmutableArray<SearchPoint> Points(DocumentFields fields)
    {
        if (fields.AnyOf("space", "seed", "constraints", "tryFirst", "parallel") is { } other)
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
            throw SpaceDocument.NotSearchable(fixedOne);
        return new SearchPoint(fields.FindText("name") ?? "", settings.Values);
    }
}
