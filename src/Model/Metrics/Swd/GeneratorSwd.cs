using System.Collections.Immutable;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
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
    /// <param name="stop">Abandons the measurement.</param>
    public Measurement Measure(
        Generator generator, NetworkParameters parameters, double alpha, long nimg, bool withMsSsim,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(generator);
        // the same mixture as the reals
        using var images = new GeneratedImages(generator, parameters, alpha, count, classOf: dataset.Label);
        return Measure(images, count, nimg, withMsSsim, stop);
    }

    /// <summary>Measures the freshly initialised generator of a recipe.</summary>
    public Measurement MeasureUntrained(PhaseRecipe recipe, CancellationToken stop)
    {
        var generator = new Generator(NetworkShape.Of(recipe, dataset.Classes) with { FadesIn = false });
        using var parameters = new NetworkParameters(
            generator.Layout,
            NetworkParameters.InitialValues(generator.Layout, recipe.Root.Seed, TensorPrefix.Generator), device);
        return Measure(generator, parameters, alpha: 1, nimg: 0, withMsSsim: true, stop);
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
        return RealDescriptorCache.Shared.Use(
            new RealDescriptorKey(dataset.Facts.Fingerprint, resolution, each, level),
            () => protocol.Reals(new DatasetImages(dataset, resolution, first: 0, each), level, stop),
            reals => protocol.Distance(reals, fakes, level, stop));
    }
}
