namespace PgGanLab.Growth.Sweeps;

/// <summary>What a sweep ranks its experiments by.</summary>
public enum SweepObjective
{
    /// <summary>Sliced Wasserstein distance at the final resolution, lower is better.</summary>
    Swd,

    /// <summary>Nothing: the sweep trains and keeps its generators.</summary>
    None,
}

/// <summary>Objectives in files, and what they need.</summary>
public static class SweepObjectives
{
    /// <summary>SWD's coarsest pyramid level; smaller images have no SWD.</summary>
    public const int LeastSwdResolution = 16;

    /// <summary>The key of a sweep's file.</summary>
    public const string Key = "objective";

    /// <summary>How files name it: <c>swd</c>.</summary>
    public static string Word(this SweepObjective objective) => objective.ToString().ToLowerInvariant();

    /// <summary>What is said in place of a rank or a best experiment; null where experiments are ranked.</summary>
    public static string? WhyUnranked(this SweepObjective objective) =>
        objective == SweepObjective.None ? $"not ranked ({Key}: {objective.Word()})" : null;

    /// <exception cref="InvalidInputException">There is no such objective.</exception>
    public static SweepObjective Read(string? word) => word is null
        ? SweepObjective.Swd
        : Enum.GetValues<SweepObjective>().Where(o => o.Word() == word).Select(o => (SweepObjective?)o).FirstOrDefault()
            ?? throw new InvalidInputException(
                $"Unknown objective '{InputText.Shown(word)}' in the sweep; "
                + $"it must be {string.Join(" or ", Enum.GetValues<SweepObjective>().Select(Word))}.");

    /// <summary>Refuses a sweep that would train to its end and then have nothing to rank by.</summary>
    /// <exception cref="InvalidInputException">The sentence names both ways out.</exception>
    public static void Check(SweepObjective objective, int resolution)
    {
        if (objective == SweepObjective.Swd && resolution < LeastSwdResolution)
            throw new InvalidInputException(
                $"The sweep ends at {resolution} px, but SWD, which it would rank by, begins at {LeastSwdResolution} "
                + $"px; end at {LeastSwdResolution} px or more, or set {Key}: {SweepObjective.None.Word()} to train "
                + "without ranking.");
    }
}
