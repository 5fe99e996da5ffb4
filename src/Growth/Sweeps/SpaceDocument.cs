using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Expressions;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// The file form of one line of a search space, under a setting's name or <c>name@[32, 64]</c>: a value, a list of
/// values, <c>= expression</c>, or a mapping: <c>{min, max, scale, step}</c>, <c>{mean, deviation, min, max, step}</c>,
/// <c>{values: […]}</c> or <c>{value: …}</c>, each also with <c>when: {setting: value or values}</c>.
/// </summary>
internal static class SpaceDocument
{
    private const string Forms =
        "{min, max, scale, step}, {mean, deviation, min, max, step}, {values: [...]} or {value: ...}";

    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static SpaceEntry Read(string name, JsonElement element, SearchStrategy strategy)
    {
        var keys = SpaceEntry.Parse(name, "search.space");
        var key = keys[0];
        if (!key.Definition.Searchable)
            throw NotSearchable(key);
        var where = $"search.space.{name}";
        var (entry, when) = element.ValueKind == JsonValueKind.Object
            ? Mapping(key, element, strategy, where)
            : (Plain(key, element, where), (SettingCondition?)null);
        return entry with { Tied = keys[1..], When = when };
    }

    public static JsonNode Write(SpaceEntry entry)
    {
        if (entry.When is null)
            return entry switch
            {
                ChoiceDimension choice => Values(choice),
                DerivedSetting derived => JsonValue.Create($"= {derived.Value.Text}"),
                _ => Form(entry),
            };
        var document = Form(entry);
        document["when"] = Write(entry.When);
        return document;
    }

    public static InvalidInputException NotSearchable(SettingKey key) => new(
        $"Setting '{key}' cannot be searched over: runs that differ in it could not be compared; put it under base.");

    private static (SpaceEntry Entry, SettingCondition? When) Mapping(
        SettingKey key, JsonElement element, SearchStrategy strategy, string where)
    {
        var fields = DocumentFields.Of(
            element, where, "min", "max", "scale", "step", "mean", "deviation", "values", "value", "when");
        var when = fields.Find("when") is { } condition ? Condition(condition, $"{where}.when") : null;
        if ((fields.Find("value") ?? fields.Find("values")) is { } given)
        {
            if (fields.AnyOf("min", "max", "scale", "step", "mean", "deviation") is { } other
                || (fields.Find("value") is not null && fields.Find("values") is not null))
                throw new InvalidInputException($"{where} has two forms; it must be one of {Forms}.");
            var isList = given.ValueKind == JsonValueKind.Array;
            if (isList != fields.Find("values") is not null)
                throw new InvalidInputException(
                    $"{where} has "
                    + $"{(isList ? "a list under value; call it values" : "one value under values; call it value")}.");
            return (Plain(key, given, where), when);
        }
        if (key.Definition.Kind is SettingKind.Word or SettingKind.Boolean)
            throw new InvalidInputException(
                $"'{key}' in search.space must be a list of its values: it has no intervals.");
        SearchDimension interval = fields.AnyOf("mean", "deviation") is null
            ? IntervalDocument.Range(key, fields, where)
            : IntervalDocument.Normal(key, fields, where);
        if (strategy == SearchStrategy.Grid && interval is not RangeDimension { IsListed: true })
            throw new InvalidInputException(
                $"'{key}' in search.space must be a list of values for a grid, "
                + "or an interval with a step or scale log2; other intervals need a strategy that draws, such as "
                + "random.");
        return (interval, when);
    }

    /// <summary>A value, a list of values or an expression.</summary>
    private static SpaceEntry Plain(SettingKey key, JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.String && element.GetString()!.TrimStart() is ['=', .. var expression])
            return Derived(key, expression, where);
        if (element.ValueKind != JsonValueKind.Array)
            return new ChoiceDimension(key, [SettingList.ParseValue(key, element, where)]);
        ImmutableArray<double> values =
            [.. element.EnumerateArray().Select(v => SettingList.ParseValue(key, v, where))];
        return !values.IsEmpty && values.Distinct().Count() == values.Length
            ? new ChoiceDimension(key, values)
            : throw new InvalidInputException(
                $"The values of '{key}' in search.space must be at least one, and each different.");
    }

    private static DerivedSetting Derived(SettingKey key, string expression, string where)
    {
        if (key.Definition.Kind == SettingKind.Word)
            throw new InvalidInputException(
                $"{where} can't follow from an expression: it takes words; list them with when instead.");
        var expected = key.Definition.Kind == SettingKind.Boolean ? ExpressionType.Condition : ExpressionType.Number;
        return new DerivedSetting(key, SettingExpression.Read(expression, where, expected));
    }

    private static SettingCondition Condition(JsonElement element, string where)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<SettingKey, ImmutableArray<double>>();
        foreach (var (name, value) in DocumentFields.Entries(element, where))
        {
            var key = SettingKey.Parse(name, where);
            values.Add(key, value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(v => SettingList.ParseValue(key, v, where))]
                : [SettingList.ParseValue(key, value, where)]);
        }
        return values.Count > 0
            ? new SettingCondition(values.ToImmutable())
            : throw new InvalidInputException($"{where} is empty; name a setting and its value, or leave it out.");
    }

    private static JsonObject Form(SpaceEntry entry) => entry switch
    {
        ChoiceDimension choice => new JsonObject { ["values"] = Values(choice) },
        DerivedSetting derived => new JsonObject { ["value"] = $"= {derived.Value.Text}" },
        SearchDimension dimension => IntervalDocument.Write(dimension),
        _ => throw new InvalidOperationException($"{entry.GetType().Name} has no file form."),
    };

    private static JsonArray Values(ChoiceDimension choice) =>
        [.. choice.Values.Select(v => SweepDocument.Value(choice.Setting, v))];

    private static JsonObject Write(SettingCondition condition)
    {
        var document = new JsonObject();
        foreach (var (key, values) in condition.Values)
            document[key.ToString()] = values is [var value]
                ? SweepDocument.Value(key, value)
                : new JsonArray([.. values.Select(v => SweepDocument.Value(key, v))]);
        return document;
    }
}
