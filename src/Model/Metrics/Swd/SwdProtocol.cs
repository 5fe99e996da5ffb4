using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Determinism;
using PgGanLab.Growth.Results;
using PgGanLab.Model.Storage;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// The official measurement: for each pyramid level, 4 x 128 random directions. Its random numbers depend on one seed,
/// not on the experiment, so that all measurements look at the same places along the same directions. Source: official
/// metrics/sliced_wasserstein.py, <c>API</c>.
/// </summary>
/// <param name="seed">0 in the lab; tests vary it.</param>
public sealed class SwdProtocol(long seed)
{
    /// <summary>Descriptors of real images at one level.</summary>
    public PatchDescriptors Reals(IImageSequence set, int level, CancellationToken stop) =>
        PatchDescriptors.Of(set, level, Seed(seed, "reals", level, 0), stop);

    /// <summary>Descriptors of the images that are held against them.</summary>
    public PatchDescriptors Fakes(IImageSequence set, int level, CancellationToken stop) =>
        PatchDescriptors.Of(set, level, Seed(seed, "fakes", level, 0), stop);

    /// <summary>Distance x 10^3 at one level.</summary>
    public double Distance(PatchDescriptors reals, PatchDescriptors fakes, int level, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reals);
        HostMemory.KeepFreedMemory();
        using var scope = NewDisposeScope();
        var directions = SwdDirections.Draw(seed, reals.Width, level);         // [C*49,512]
        return SlicedWasserstein.Distance(reals, fakes, directions, stop) * 1000;
    }

    /// <summary>The whole measurement of two equally large sets.</summary>
    /// <param name="reals">Real images, of at least 16 px.</param>
    /// <param name="fakes">As many images of the same kind.</param>
    /// <param name="nimg">Real images shown to the generator before; 0 where there is none.</param>
    /// <param name="stop">Abandons the work.</param>
    public Measurement Measure(IImageSequence reals, IImageSequence fakes, long nimg, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reals);
        var levels = LaplacianPyramid.Levels(reals.Size).ToImmutableSortedDictionary(level => level, level =>
        {
            using var real = Reals(reals, level, stop);
            using var fake = Fakes(fakes, level, stop);
            return Distance(real, fake, level, stop);
        });
        return Result(levels, reals.Count, nimg);
    }

    /// <summary>Puts the levels together.</summary>
    /// <param name="levels">Pixels of a level to its distance x 10^3.</param>
    /// <param name="images">Images of each kind.</param>
    /// <param name="nimg">Real images shown to the generator before.</param>
    public static Measurement Result(ImmutableSortedDictionary<int, double> levels, int images, long nimg)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return new Measurement
        {
            Average = levels.Values.Average(),
            Levels = levels,
            Resolution = levels.Keys.Max(),
            Nimg = nimg,
            Images = images,
        };
    }

    /// <summary>Seed of one of the measurement's draws.</summary>
    /// <param name="seed">The protocol's.</param>
    /// <param name="what">What is drawn.</param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <param name="number">Of the repeat.</param>
    internal static long Seed(long seed, string what, int level, int number) =>
        RandomStream.Seed(seed, string.Create(CultureInfo.InvariantCulture, $"swd/{what}/{level}"), number);
}
