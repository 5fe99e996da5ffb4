using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>The sweep in the form, as its author typed it: texts that need not make sense yet.</summary>
public sealed class SweepDraft
{
    public string Name { get; set; } = "";

    public string Dataset { get; set; } = "";

    /// <summary>Settings that differ from the paper's defaults.</summary>
    public SortedDictionary<SettingKey, string> Base { get; init; } = [];

    public SearchStrategy Strategy { get; set; }

    /// <summary>Whether its points are drawn, so that intervals, a seed and a budget are needed.</summary>
    public bool IsDrawn => Strategy is not (SearchStrategy.Grid or SearchStrategy.List);

    public List<DimensionDraft> Dimensions { get; init; } = [];

    /// <summary>
    /// A search that only the file below the form can change: listed points, conditions, constraints and the like;
    /// null where the form has it all.
    /// </summary>
    public JsonObject? FileSearch { get; set; }

    public string SearchSeed { get; set; } = "0";

    public string Repeats { get; set; } = "1";

    /// <summary>Most seeds where the ranking is undecided; empty: the same everywhere.</summary>
    public string MostRepeats { get; set; } = "";

    /// <summary>How sure the ranking is to be; empty: the default.</summary>
    public string Confidence { get; set; } = "";

    public string Objective { get; set; } = SweepObjective.Swd.Word();

    public StoppingDraft Stopping { get; init; } = new();

    /// <summary>Most experiments of a search that draws.</summary>
    public string MaxExperiments { get; set; } = "20";

    /// <summary>
    /// Most experiments of a search that lists its points, which the form leaves to the file below it; null for none.
    /// </summary>
    public int? MostListed { get; set; }

    public BudgetDraft Limits { get; init; } = new();

    public string Priority { get; set; } = "";

    /// <summary>What the workers that train it must have, as in <see cref="LabelText"/>.</summary>
    public string Labels { get; set; } = "";

    /// <summary>What they should have.</summary>
    public string Prefer { get; set; } = "";

    public static SweepDraft Of(SweepDefinition sweep) => new()
    {
        Name = sweep.Name,
        Dataset = sweep.Dataset,
        Base = new(sweep.Base.Values.ToDictionary(p => p.Key, p => SettingList.Show(p.Key, p.Value))),
        Strategy = sweep.Search.Strategy,
        Dimensions = Fits(sweep.Search) ? [.. sweep.Search.Dimensions.Select(DimensionDraft.Of)] : [],
        FileSearch = Fits(sweep.Search) ? null : SweepDocument.Write(sweep)["search"]!.DeepClone().AsObject(),
        SearchSeed = sweep.Search.Seed.ToString(CultureInfo.InvariantCulture),
        Objective = sweep.Objective.Word(),
        Stopping = StoppingDraft.Of(SweepDocument.Write(sweep)["stopping"]?.AsObject()),
        Repeats = sweep.Repeats.ToString(CultureInfo.InvariantCulture),
        MostRepeats = sweep.MoreRepeats?.Most.ToString(CultureInfo.InvariantCulture) ?? "",
        Confidence = sweep.MoreRepeats?.Confidence.ToString("R", CultureInfo.InvariantCulture) ?? "",
        MaxExperiments = sweep.MaxExperiments.ToString(CultureInfo.InvariantCulture),
        MostListed = sweep.Search.IsDrawn || sweep.MaxExperiments == SweepDefinition.ExperimentLimit
            ? null
            : sweep.MaxExperiments,
        Limits = BudgetDraft.Of(sweep.Budget),
        Priority = sweep.Priority == 0 ? "" : sweep.Priority.ToString(CultureInfo.InvariantCulture),
        Labels = LabelText.Of(sweep.Workers.Labels),
        Prefer = LabelText.Of(sweep.Workers.Prefer),
    };

    /// <summary>The sweep that it describes.</summary>
    /// <exception cref="InvalidInputException">What is still wrong with it.</exception>
    public SweepDefinition Definition()
    {
        if (FileSearch is null && Dimensions.FirstOrDefault(IsTwice) is { } twice)
            throw new InvalidInputException(Twice(twice.Setting));
        return SweepDocument.Read(Write().ToJsonString());
    }

    /// <summary>Whether another dimension varies the same setting; a file has no form for that.</summary>
    public bool IsTwice(DimensionDraft dimension) => Dimensions.Count(d => d.Setting == dimension.Setting) > 1;

    /// <summary>What to say of a setting that two dimensions vary.</summary>
    public static string Twice(SettingKey setting) =>
        $"{setting} is varied twice; put all its values into one row.";

    /// <summary>The sweep's file form, which may still be wrong.</summary>
    public JsonObject Write()
    {
        var document = new JsonObject
        {
            ["name"] = Name.Trim(),
            ["dataset"] = Dataset,
            ["base"] = new JsonObject(Base.Where(b => b.Value.Trim().Length > 0)
                .Select(b => KeyValuePair.Create(b.Key.ToString(), (JsonNode?)TypedText.Value(b.Value)))),
        };
        if (FileSearch is not null)
            document["search"] = FileSearch.DeepClone();
        else if (Dimensions.Count > 0)
            document["search"] = Search();
        if (Objective != SweepObjective.Swd.Word())
            document[SweepObjective.Key] = Objective;
        if (Priority.Trim().Length > 0)
            document[SweepPriority.Key] = TypedText.Value(Priority);
        if (Stopping.Write() is { } stopping)
            document["stopping"] = stopping;
        if (MostRepeats.Trim().Length > 0)
            document["repeats"] = AdaptiveRepeats();
        else if (Repeats.Trim() != "1")
            document["repeats"] = TypedText.Value(Repeats);
        var budget = Limits.Write();
        if (IsDrawn)
            budget.Insert(0, "maxExperiments", TypedText.Value(MaxExperiments));
        else if (MostListed is { } most)
            budget.Insert(0, "maxExperiments", most);
        if (budget.Count > 0)
            document["budget"] = budget;
        if (Workers() is { Count: > 0 } workers)
            document["workers"] = workers;
        return document;
    }

    /// <summary>What is wrong with one typed setting by itself, or null.</summary>
    public static string? Problem(SettingKey key, string text)
    {
        if (text.Trim().Length == 0)
            return null;
        try
        {
            SettingList.ParseValue(key, JsonSerializer.SerializeToElement(TypedText.Value(text)), "base");
            return null;
        }
        catch (InvalidInputException e)
        {
            return e.Message;
        }
    }

    /// <summary>Whether the form has a field for all of a search.</summary>
    private static bool Fits(SearchSpace search) =>
        search.Strategy != SearchStrategy.List
        && search.Derived.IsEmpty && search.Constraints.IsEmpty && search.TryFirst.IsEmpty
        && search.Parallel is null
        && search.Dimensions.All(d => d.When is null && d.Tied.IsEmpty && d is ChoiceDimension or RangeDimension);

    private JsonObject Workers()
    {
        var workers = new JsonObject();
        foreach (var (key, text) in new[] { ("labels", Labels), ("prefer", Prefer) })
            if (LabelText.Write(text) is { Count: > 0 } labels)
                workers[key] = labels;
        return workers;
    }

    private JsonObject AdaptiveRepeats()
    {
        var repeats = new JsonObject { ["min"] = TypedText.Value(Repeats), ["max"] = TypedText.Value(MostRepeats) };
        if (Confidence.Trim().Length > 0)
            repeats["confidence"] = TypedText.Value(Confidence);
        return repeats;
    }

    private JsonObject Search()
    {
        var search = new JsonObject
        {
            ["strategy"] = Strategy.ToString().ToLowerInvariant(),
            ["space"] = new JsonObject(Dimensions.DistinctBy(d => d.Setting)
                .Select(d => KeyValuePair.Create(d.Setting.ToString(), (JsonNode?)d.Write()))),
        };
        if (IsDrawn)
            search["seed"] = TypedText.Value(SearchSeed);
        return search;
    }
}
