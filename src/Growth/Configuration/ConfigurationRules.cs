using System.Globalization;

namespace PgGanLab.Growth.Configuration;

/// <summary>What must hold between settings, and between settings and the dataset.</summary>
public static class ConfigurationRules
{
    /// <summary>Checks a whole configuration; each setting's own range was checked when it was read.</summary>
    /// <exception cref="InvalidInputException">One sentence on the first rule that is broken.</exception>
    public static void Check(TrainingConfiguration configuration, DatasetFacts dataset)
    {
        if (configuration.Resolution > dataset.Resolution)
            throw new InvalidInputException(
                $"resolution is {configuration.Resolution} px, but the images of dataset '{dataset.Name}' have "
                + $"{dataset.Resolution} px; choose at most {dataset.Resolution}.");
        for (var resolution = configuration.FirstResolution; resolution <= configuration.Resolution; resolution *= 2)
            CheckAt(configuration, resolution);
        CheckLabels(configuration, dataset);
        CheckGuard(configuration.Guard);
        if (configuration.FeatureMaps(StageOf(configuration.Resolution)) < 1)
            throw new InvalidInputException(
                $"fmapBase {configuration.FmapBase} leaves no feature map at {configuration.Resolution} px; it must be "
                + $"at least {configuration.Resolution / 2}.");
    }

    /// <summary>log2(resolution) - 1: 1 at 4 px.</summary>
    public static int StageOf(int resolution) => int.Log2(resolution) - 1;

    /// <summary>Whether a minibatch at a resolution divides into groups of the minibatch standard deviation.</summary>
    public static bool HasWholeGroups(TrainingConfiguration configuration, int resolution)
    {
        var minibatch = configuration.Minibatch.At(resolution);
        return configuration.Layers.MinibatchLayer != MinibatchLayer.Stddev
            || minibatch % Math.Min(configuration.MinibatchStddevGroup, minibatch) == 0;
    }

    private static void CheckAt(TrainingConfiguration configuration, int resolution)
    {
        var minibatch = configuration.Minibatch.At(resolution);
        var group = configuration.MinibatchStddevGroup;
        if (!HasWholeGroups(configuration, resolution))
            throw new InvalidInputException(
                $"minibatch at {resolution} px is {minibatch}, which does not divide into minibatchStddevGroup groups "
                + $"of {group}; choose a multiple of {group}.");
        CheckShare(configuration, resolution, minibatch);
        if (configuration.StabilizeKimg.At(resolution) * 1000 < minibatch)
            throw new InvalidInputException(
                $"stabilizeKimg at {resolution} px is shorter than one minibatch of "
                + $"{Readable.Plural(minibatch, "image")}; choose at least {minibatch / 1000.0}.");
    }

    private static void CheckGuard(GuardOptions guard)
    {
        CheckBand("ScoreSpread", guard.MinScoreSpread, guard.MaxScoreSpread);
        CheckBand("SampleVariance", guard.MinSampleVariance, guard.MaxSampleVariance);
        CheckBand("GradientNorm", guard.MinGradientNorm, guard.MaxGradientNorm);
    }

    private static void CheckBand(string measure, double min, double max)
    {
        if (max > 0 && min >= max)
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"guardMin{measure} is {min}, but guardMax{measure} is {max}; nothing lies between them."));
    }

    private static void CheckLabels(TrainingConfiguration configuration, DatasetFacts dataset)
    {
        if (dataset.Labels > 0)
            return;
        if (configuration.Conditional)
            throw new InvalidInputException(
                $"conditional needs labels, but dataset '{dataset.Name}' has none; leave it off or choose a dataset "
                + "with labels.");
        if (configuration.LabelSampling == LabelSampling.Balanced)
            throw new InvalidInputException(
                $"labelSampling balanced needs labels, but dataset '{dataset.Name}' has none; leave it at data.");
    }

    /// <summary>
    /// A device's share of a minibatch has whole stddev groups, and no layer that looks at the whole minibatch is
    /// split.
    /// </summary>
    private static void CheckShare(TrainingConfiguration configuration, int resolution, int minibatch)
    {
        var share = configuration.MaxMinibatchPerDevice.At(resolution);
        if (share == 0 || share >= minibatch)
            return;
        if (configuration.Layers is { MinibatchLayer: MinibatchLayer.Discrimination }
            or { GeneratorNorm: GeneratorNorm.Batch })
            throw new InvalidInputException(
                $"maxMinibatchPerDevice at {resolution} px is {share}, but minibatch discrimination and batch "
                + $"normalization need the whole minibatch of {minibatch}; choose 0 or at least {minibatch}.");
        var group = Math.Min(configuration.MinibatchStddevGroup, minibatch);
        if (configuration.Layers.MinibatchLayer == MinibatchLayer.Stddev && share < group)
            throw new InvalidInputException(
                $"maxMinibatchPerDevice at {resolution} px is {share}, less than one minibatchStddevGroup of {group}; "
                + $"choose at least {group}.");
    }
}
