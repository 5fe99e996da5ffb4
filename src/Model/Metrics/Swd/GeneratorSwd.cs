using System.Collections.Immutable;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>Measures generators against a dataset's real images at one resolution.</summary>
/// <param name="dataset">Real images.</param>
/// <param name="resolution">Pixels, at least 16.</param>
/// <param name="images">Images of each kind; fewer where the dataset has fewer.</param>
/// <param name="device">Where generators live.</param>
public sealed class GeneratorSwd(ImageDataset dataset, int resolution, int images, torch.Device device)
{
    private readonly SwdProtocol protocol = new(seed: 0);
    private readonly int count = Math.Min(images, dataset.Facts.Images);

    /// <summary>Measures one generator; latents are the same for all.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="parameters">Gs' numbers.</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <param name="nimg">Real images shown to it before.</param>
    /// <param name="withMsSsim">Also measure MS-SSIM among the same images.</param>
    /// <param name="extractor">Through which FID and KID of the same images are measured; null: they are not.</param>
    /// <param name="stop">Abandons the measurement.</param>
    public Measurement Measure(
        Generator generator, NetworkParameters parameters, double alpha, long nimg, bool withMsSsim,
        FeatureExtractor? extractor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(generator);
        // the same mixture as the reals
        using var images = new GeneratedImages(generator, parameters, alpha, count, classOf: dataset.Label);
        var measured = Measure(images, count, nimg, withMsSsim, stop);
        return extractor is null ? measured : measured with { Features = [Seen(images, extractor, stop)] };
    }

    private FeatureDistance Seen(GeneratedImages images, FeatureExtractor extractor, CancellationToken stop)
    {
        using var fakes = FeatureSet.Of(images, extractor, stop);
        return KeptReals<RealFeaturesKey, FeatureSet>.Shared.Use(
            new RealFeaturesKey(dataset.Facts.Fingerprint, resolution, count, extractor.Sha256!),
            () => FeatureSet.Of(new DatasetImages(dataset, resolution, first: 0, count), extractor, stop),
            reals => FeatureDistances.Between(reals, fakes, extractor.Sha256!, stop));
    }

    /// <summary>Measures the freshly initialised generator of a recipe.</summary>
    public Measurement MeasureUntrained(PhaseRecipe recipe, CancellationToken stop)
    {
        var generator = new Generator(NetworkShape.Of(recipe, dataset.Classes) with { FadesIn = false });
        using var parameters = new NetworkParameters(
            generator.Layout,
            NetworkParameters.InitialValues(generator.Layout, recipe.Root.Seed, TensorPrefix.Generator), device);
        return Measure(generator, parameters, alpha: 1, nimg: 0, withMsSsim: true, extractor: null, stop);
    }

    /// <summary>
    /// Measures real images against others: what a perfect generator would reach. Small datasets are halved for it
    /// (<see cref="SwdFloor"/>).
    /// </summary>
    public Measurement MeasureFloor(CancellationToken stop)
    {
        var each = SwdFloor.Images(count, dataset.Facts.Images);
        return Measure(
            new DatasetImages(dataset, resolution, first: each, each), each, nimg: 0, withMsSsim: true, stop);
    }

    private Measurement Measure(IImageSequence others, int each, long nimg, bool withMsSsim, CancellationToken stop)
    {
        var levels = LaplacianPyramid.Levels(resolution)
            .ToImmutableSortedDictionary(level => level, level => Distance(others, each, level, stop));
        return SwdProtocol.Result(levels, each, nimg)
            with
        { MsSsim = withMsSsim && each >= MsSsim.LeastImages ? MsSsim.Among(others, device, stop) : null };
    }

    private double Distance(IImageSequence others, int each, int level, CancellationToken stop)
    {
        using var fakes = protocol.Fakes(others, level, stop);
        return KeptReals<RealDescriptorKey, PatchDescriptors>.Shared.Use(
            new RealDescriptorKey(dataset.Facts.Fingerprint, resolution, each, level),
            () => protocol.Reals(new DatasetImages(dataset, resolution, first: 0, each), level, stop),
            reals => protocol.Distance(reals, fakes, level, stop));
    }

    /// <summary>What decides the features of a dataset's images.</summary>
    private sealed record RealFeaturesKey(string Dataset, int Resolution, int Images, string Extractor);

    /// <summary>What decides the descriptors of a dataset's images at a pyramid level.</summary>
    private sealed record RealDescriptorKey(string Dataset, int Resolution, int Images, int Level);
}
