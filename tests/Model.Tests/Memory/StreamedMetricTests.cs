using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Model.Metrics.Swd;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Memory;

/// <summary>Metrics read images some at a time: what they hold does not grow with how many there are.</summary>
public sealed class StreamedMetricTests : TorchTest
{
    private const double MostMegabytes = 32;

    [Fact]
    public void similarity_of_many_images()
    {
        var images = new ManyImages(count: 6_000);  // 12 MB a plane in float64, of which it makes dozens
        MsSsim.Among(images, CPU, TestContext.Current.CancellationToken);
        Assert.InRange(images.MegabytesGrown, double.NegativeInfinity, MostMegabytes);
    }

    [Fact]
    public void moments_of_many_images()
    {
        var images = new ManyImages(count: 20_000);                             // 41 MB of features
        using var extractor = FeatureExtractor.Load(
            Path.Combine(AppContext.BaseDirectory, "Metrics", "Features", "extractor.pt"), CPU, asksForFeatures: false);
        using var moments = FeatureMoments.Of(images, extractor, TestContext.Current.CancellationToken);
        Assert.InRange(images.MegabytesGrown, double.NegativeInfinity, MostMegabytes);
    }

    [Fact]
    public void patches_of_many_images()
    {
        var images = new ManyImages(count: 8_000);                              // 200 MB of patches
        using var descriptors = PatchDescriptors.Of(
            images, 16, seed: 1, TestContext.Current.CancellationToken, memoryLimit: 8 << 20);
        Assert.Equal(8_000L * PatchDescriptors.PatchesPerImage, descriptors.Count);
        Assert.InRange(descriptors.Bytes, 1, 8 << 20);
        // some pieces of 6 MB are on their way
        Assert.InRange(images.MegabytesGrown, double.NegativeInfinity, 2 * MostMegabytes);
    }

    /// <summary>Images that are made when they are read, and what the process holds meanwhile.</summary>
    private sealed class ManyImages(int count) : IImageSequence
    {
        private readonly List<long> readings = [];

        public int Channels => 1;

        public int Size => 16;

        public int Count => count;

        /// <summary>From the first eighth, when it has warmed up, to the most that came after.</summary>
        public double MegabytesGrown => (readings.Max() - readings[0]) / 1e6;

        public void Read(int first, Span<byte> pixels, CancellationToken stop)
        {
            new Random(first).NextBytes(pixels);
            if (first < count / 8 * (readings.Count + 1))
                return;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            readings.Add(process.WorkingSet64);
        }
    }
}
