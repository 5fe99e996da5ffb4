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
                $"resolution is {configuration.Resolution} px, but the images of dataset '{dataset.Name}' have {dataset.Resolution} px; choose at most {dataset.Resolution}.");
        for (var resolution = 4; resolution <= configuration.Resolution; resolution *= 2)
            CheckAt(configuration, resolution);
        if (configuration.FeatureMaps(StageOf(configuration.Resolution)) < 1)
            throw new InvalidInputException(
                $"fmapBase {configuration.FmapBase} leaves no feature map at {configuration.Resolution} px; it must be at least {configuration.Resolution / 2}.");
    }

    /// <summary>log2(resolution) - 1: 1 at 4 px.</summary>
    public static int StageOf(int resolution) => int.Log2(resolution) - 1;

    private static void CheckAt(TrainingConfiguration configuration, int resolution)
    {
        var minibatch = configuration.Minibatch.At(resolution);
        var group = configuration.MinibatchStddevGroup;
        if (group > 1 && minibatch % Math.Min(group, minibatch) != 0)
            throw new InvalidInputException(
                $"minibatch at {resolution} px is {minibatch}, which does not divide into minibatchStddevGroup groups of {group}; choose a multiple of {group}.");
        if (configuration.StabilizeKimg.At(resolution) * 1000 < minibatch)
            throw new InvalidInputException(
                $"stabilizeKimg at {resolution} px is shorter than one minibatch of {minibatch} images; choose at least {minibatch / 1000.0}.");
    }
}
