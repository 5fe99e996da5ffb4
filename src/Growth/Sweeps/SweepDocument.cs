using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// A sweep's file form, JSON (YAML files are turned into it by the reader's host). Every key is known or an error, and
/// one without a value is as if it weren't there: <c>name, dataset, preset, base {setting: value}, search (<see
/// cref="SearchDocument"/>), repeats (a number, or as in <see cref="AdaptiveRepeats"/>), budget {maxExperiments,
/// kimg, deviceHours, wallHours, until}, workers {labels, prefer}, objective, priority, stopping (<see
/// cref="StoppingDocument"/>)</c>.
/// </summary>
public static class SweepDocument
{
    private const string MaxExperiments = "maxExperiments";

    /// <summary>Keys whose values are texts, however they look: a name may be 008.</summary>
    public static IReadOnlySet<string> TextKeys { get; } = new HashSet<string> { "name", "dataset", "preset", "until" };

    /// <summary>Reads and checks a definition. Dataset rules wait for <see cref="SweepPlan.Of"/>.</summary>
    /// <param name="document">The file.</param>
    /// <param name="mostExperiments">Most that its budget may allow; a simulation takes more than a lab.</param>
    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static SweepDefinition Read(
        JsonElement document, int mostExperiments = SweepDefinition.ExperimentLimit)
    {
        InputText.Check(document, "the sweep");
        var root = DocumentFields.Of(
            document, "the sweep", "name", "dataset", "preset", "base", "search", "repeats", "budget", "workers",
            SweepObjective.Key, SweepPriority.Key, StoppingDocument.Key);
        var (name, dataset) = (root.Text("name"), root.Text("dataset"));
        var own = root.Find("base") is { } b ? Settings(b, "base") : SettingList.Empty;
        var settings = root.FindText("preset") is { } preset ? Preset(preset, own) : own;
        var search = root.Find("search") is { } s ? SearchDocument.Read(s) : SearchSpace.Empty;
        var (repeats, more) = AdaptiveRepeats.Read(root);
        var (most, budget) = Budget(root, mostExperiments);
        if (search.IsDrawn && most is null)
            throw new InvalidInputException(
                $"Strategy {search.StrategyName} has no end of its own: budget needs maxExperiments.");
        return new SweepDefinition(name, dataset, settings, search, repeats, most ?? mostExperiments)
        {
            Objective = SweepObjective.Read(root.FindText(SweepObjective.Key)),
            Budget = budget,
            Workers = root.Find("workers") is { } workers ? WorkerChoice.Read(workers) : WorkerChoice.Any,
            MoreRepeats = more,
            Priority = root.Whole(SweepPriority.Key, -SweepPriority.Most, SweepPriority.Most) ?? 0,
            Stopping = root.Find(StoppingDocument.Key) is { } stopping ? StoppingDocument.Read(stopping) : null,
        };
    }

    /// <summary>Reads a definition from JSON text.</summary>
    /// <exception cref="InvalidInputException">Not JSON, or not a sweep.</exception>
    public static SweepDefinition Read(string json, int mostExperiments = SweepDefinition.ExperimentLimit)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, mostExperiments);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"The sweep is not valid JSON at {JsonProblem.Of(e)}", e);
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
            document["search"] = SearchDocument.Write(sweep.Search);
        if (sweep.Objective != SweepObjective.Swd)
            document[SweepObjective.Key] = sweep.Objective.Word();
        if (sweep.Priority != 0)
            document[SweepPriority.Key] = sweep.Priority;
        document["repeats"] = AdaptiveRepeats.Write(sweep);
        if (sweep.Stopping is { } stopping)
            document[StoppingDocument.Key] = StoppingDocument.Write(stopping);
        var budget = sweep.Budget.Write();
        budget.Insert(0, MaxExperiments, sweep.MaxExperiments);
        document["budget"] = budget;
        if (sweep.Workers != WorkerChoice.Any)
            document["workers"] = sweep.Workers.Write();
        return document;
    }

    /// <summary>Most experiments, and what else is limited.</summary>
    private static (int? MaxExperiments, SweepBudget Budget) Budget(DocumentFields root, int mostExperiments)
    {
        if (root.Find("budget") is not { } limits)
            return (null, SweepBudget.None);
        var budget = SweepBudget.Read(limits, "budget", MaxExperiments);
        var fields = DocumentFields.Of(limits, "budget", [MaxExperiments, .. SweepBudget.Keys]);
        return (fields.Whole(MaxExperiments, 1, mostExperiments), budget);
    }

    /// <summary>Settings by name.</summary>
    public static JsonObject Write(SettingList settings)
    {
        var document = new JsonObject();
        foreach (var (key, value) in settings.Values)
            document[key.ToString()] = Value(key, value);
        return document;
    }

    internal static JsonValue Value(SettingKey key, double value) => key.Definition.Kind switch
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
        int? resolution = own.Values.TryGetValue(new SettingKey("resolution", null), out var pixels)
            ? (int)pixels
            : null;
        return PresetCatalog.Get(name).Settings(resolution).With(own.Values);
    }

    /// <summary>Settings with their values.</summary>
    /// <exception cref="InvalidInputException">One is unknown, or its value is wrong.</exception>
    internal static SettingList Settings(JsonElement element, string where)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<SettingKey, double>();
        foreach (var (name, value) in DocumentFields.Entries(element, where))
        {
            var key = SettingKey.Parse(name, where);
            values.Add(key, SettingList.ParseValue(key, value, where));
        }
        return new SettingList(values.ToImmutable());
    }
}
