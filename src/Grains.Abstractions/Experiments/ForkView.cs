using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Grains.Experiments;

/// <summary>Where an experiment of a population went on as a copy of another one, and why.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.fork")]
public sealed record ForkView
{
    /// <summary>Number of the experiment that became a copy.</summary>
    [Id(0)] public required int Experiment { get; init; }

    /// <summary>Number of the experiment whose checkpoint it took.</summary>
    [Id(1)] public required int Source { get; init; }

    /// <summary>Pixels: it was taken at the end of this resolution.</summary>
    [Id(2)] public required int Resolution { get; init; }

    /// <summary>Thousands of real images since the run's beginning.</summary>
    [Id(3)] public required double Kimg { get; init; }

    /// <summary>SWD x 10^3 of the experiment there.</summary>
    [Id(4)] public required double Swd { get; init; }

    /// <summary>SWD x 10^3 of the one that it copied.</summary>
    [Id(5)] public required double SourceSwd { get; init; }

    /// <summary>Its place there, 1 for the best.</summary>
    [Id(6)] public required int Place { get; init; }

    /// <summary>How many experiments were compared there.</summary>
    [Id(7)] public required int Compared { get; init; }

    /// <summary>The settings in which it goes on otherwise than the one that it copied.</summary>
    [Id(8)] public required ImmutableArray<SettingChange> Changes { get; init; }

    /// <summary>Key of the phase whose end it took.</summary>
    [Id(9)] public required string Phase { get; init; }

    /// <summary>
    /// <c>#7 became a copy of #2 at 16x16 after 5 kimg: its SWD 40.0 was the 8th of 8, that of #2 12.1. It went on with
    /// learningRate 0.0012 in place of 0.001.</c>
    /// </summary>
    public string Sentence() => string.Create(CultureInfo.InvariantCulture,
        $"#{Experiment} became a copy of #{Source} at {Resolution}x{Resolution} after {Readable.Kimg(Kimg)} kimg: its SWD "
        + $"{Readable.Swd(Swd)} was the {StoppingReasons.Ordinal(Place)} of {Compared}, that of #{Source} "
        + $"{Readable.Swd(SourceSwd)}. It went on with {string.Join(", ", Changes)}.");
}

/// <summary>A setting with which a copy goes on.</summary>
/// <param name="Name">Such as <c>learningRate@32</c>.</param>
/// <param name="Before">Its value in the copied experiment; null where it had none of its own.</param>
/// <param name="After">Its value in the copy; null where it has none of its own any more.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.setting-change")]
public sealed record SettingChange(
    [property: Id(0)] string Name, [property: Id(1)] string? Before, [property: Id(2)] string? After)
{
    /// <summary><c>learningRate 0.0012 in place of 0.001</c>.</summary>
    public override string ToString() => (Before, After) switch
    {
        (null, { } after) => $"{Name} {Readable.Setting(after)}",
        ({ } before, null) => $"the base's {Name} in place of {Readable.Setting(before)}",
        _ => $"{Name} {Readable.Setting(After!)} in place of {Readable.Setting(Before!)}",
    };

    /// <summary>In which settings two experiments differ.</summary>
    public static ImmutableArray<SettingChange> Between(
        ImmutableArray<SettingView> before, ImmutableArray<SettingView> after)
    {
        var (old, now) = (before.ToDictionary(s => s.Name, s => s.Value), after.ToDictionary(s => s.Name, s => s.Value));
        return
        [
            .. before.Concat(after).Select(s => s.Name).Distinct()
                .Select(name => new SettingChange(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))
                .Where(change => change.Before != change.After),
        ];
    }
}
