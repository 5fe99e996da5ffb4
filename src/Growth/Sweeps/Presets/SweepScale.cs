using System.Numerics;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>A request that has been checked against its preset: what the preset's sweep is made for.</summary>
/// <param name="Preset">Name of the preset.</param>
/// <param name="Name">Name of the sweep.</param>
/// <param name="Dataset">What it trains on.</param>
/// <param name="Resolution">Final resolution in pixels, at least <see cref="LeastResolution"/>.</param>
/// <param name="Kimg">Thousands of real images in all; null for the preset's own length.</param>
/// <param name="Seed">Seed of everything random; null for the paper's.</param>
internal sealed record SweepScale(
    string Preset, string Name, DatasetFacts Dataset, int Resolution, double? Kimg, long? Seed)
{
    /// <summary>Results of a sweep are compared by SWD, which begins here.</summary>
    public const int LeastResolution = SweepObjective.LeastResolution;

    private const int LongestName = 100;
    private const double MostKimg = 1e9;
    private static readonly SettingKey SeedKey = new("seed", null);

    /// <exception cref="InvalidInputException">One sentence on the first thing that can't be.</exception>
    public static SweepScale Of(SweepPreset preset, SweepRequest request)
    {
        var resolution = ResolutionOf(preset, request);
        if (request.Kimg is { } kimg && !(kimg > 0 && kimg <= MostKimg))
            throw new InvalidInputException(
                $"The budget is {NumberText.Of(kimg)} kimg; it must be greater than 0 and at most "
                + $"{NumberText.Of(MostKimg)}.");
        if (request.Seed is { } seed)
            SettingList.Check(SeedKey, seed, "the request");
        if (request.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName))
            throw new InvalidInputException($"The name of a sweep has 1 to {LongestName} characters.");
        return new SweepScale(
            preset.Name, request.Name ?? preset.Name, request.Dataset, resolution, request.Kimg, request.Seed);
    }

    /// <summary>These settings with the seed that was asked for.</summary>
    public SettingList Seeded(SettingList settings) =>
        Seed is { } seed ? settings.With([KeyValuePair.Create(SeedKey, (double)seed)]) : settings;

    /// <summary>Refuses a budget that leaves some phase without one whole iteration.</summary>
    /// <param name="leastKimg">The smallest budget that leaves none so.</param>
    /// <exception cref="InvalidInputException">The budget is smaller.</exception>
    public void RequireBudget(double leastKimg)
    {
        if (Kimg < leastKimg)
            throw new InvalidInputException(
                $"The budget is {NumberText.Of(Kimg.Value)} kimg, but {Preset} to {Resolution} px needs at least "
                + $"{NumberText.Of(Math.Ceiling(leastKimg))}: with less, a phase would be shorter than one iteration.");
    }

    private static int ResolutionOf(SweepPreset preset, SweepRequest request)
    {
        var dataset = request.Dataset;
        if (dataset.Resolution < LeastResolution)
            throw new InvalidInputException(
                $"The images of dataset '{dataset.Name}' have {dataset.Resolution} px; {preset.Name} needs at least "
                + $"{LeastResolution}, where SWD begins.");
        if (request.Resolution is not { } wanted)
            return Math.Min(preset.OwnResolution, dataset.Resolution);
        var (most, why) = dataset.Resolution < preset.MostResolution
            ? (dataset.Resolution, $"the images of dataset '{dataset.Name}' have no more")
            : (preset.MostResolution, $"{preset.Name} goes no further");
        return wanted >= LeastResolution && wanted <= most && BitOperations.IsPow2(wanted)
            ? wanted
            : throw new InvalidInputException(
                $"The resolution is {wanted} px; it must be a power of two from {LeastResolution} to {most}: {why}.");
    }
}
