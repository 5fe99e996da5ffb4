using CsCheck;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Swd;
using TorchSharp;

namespace PgGanLab.Model.Tests.Metrics.Swd;

/// <summary>What the engine computes fast is what <see cref="SwdReference"/> says plainly.</summary>
public sealed class SwdEngineTests : TorchTest
{
    private static readonly Gen<Measured> Measurements =
        from size in Gen.OneOf(16, 32, 64)
        from level in Gen.OneOf(16, 32, 64).Where(level => level <= size)
        from channels in Gen.OneOf(1, 3, 4)
        from images in Gen.Int[1, 4]
        from patches in Gen.OneOf(Gen.Int[1, 8], Gen.Int[60, 200])
        from places in Gen.OneOf(Gen.Int[1, 3], Gen.Const(1000))
        from directions in Gen.Int[1, 9]
        from looks in Gen.Select(Gen.Enum<Look>(), Gen.Enum<Look>())
        from seed in Gen.Int[0, 1000]
        select new Measured(size, level, channels, images, patches, places, directions, looks.Item1, looks.Item2, seed);

    [Fact]
    public void the_engine_measures_what_the_reference_does() => Measurements.Sample(measured =>
    {
        using var scope = torch.NewDisposeScope();
        var a = SwdReference.Descriptors(measured.A, measured.Level, measured.CentersA);
        var b = SwdReference.Descriptors(measured.B, measured.Level, measured.CentersB);
        var expected = SwdReference.Distance(a, b, measured.Directions);

        Assert.Equal(expected, Engine(measured), 2e-5 * (1 + expected));
    }, iter: 60, threads: 1);

    [Fact]
    public void neither_threads_nor_memory_change_a_bit() => Measurements.Sample(measured =>
    {
        using var scope = torch.NewDisposeScope();
        var alone = Engine(measured);
        torch.set_num_threads(3);
        var together = Engine(measured);
        var fromFile = Engine(measured, memoryLimit: 0);
        torch.set_num_threads(1);

        Assert.Equal(alone, together);
        Assert.Equal(alone, fromFile);
    }, iter: 40, threads: 1);

    [Fact]
    public void a_grey_image_is_three_equal_channels() => Measurements.Where(m => m.Channels == 1).Sample(measured =>
    {
        using var scope = torch.NewDisposeScope();
        var a = SwdReference.Descriptors(ToRgb(measured.A), measured.Level, measured.CentersA);
        var b = SwdReference.Descriptors(ToRgb(measured.B), measured.Level, measured.CentersB);
        var directions = Measured.RandomDirections(3 * 49, measured.Count, measured.Seed);
        var expected = SwdReference.Distance(a, b, directions);

        Assert.Equal(expected, Engine(measured, directions), 2e-5 * (1 + expected));
    }, iter: 20, threads: 1);

    [Fact]
    public void a_direction_that_is_no_number_is_refused()
    {
        var measured = new Measured(16, 16, 3, 2, 5, 100, 2, Look.Noise, Look.Noise, Seed: 1);
        var directions = measured.Directions;
        directions[1][7] = double.NaN;

        Assert.Throws<ArgumentException>(() => Thrown(() => Engine(measured, directions)));
    }

    [Fact]
    public void sets_of_unlike_size_or_channels_are_refused()
    {
        var one = new Measured(16, 16, 3, 2, 5, 100, 2, Look.Noise, Look.Noise, Seed: 1);
        using var a = Descriptors(one.A, one, one.CentersA);
        using var fewer = Descriptors(one.A with { Images = [one.A.Images[0]] }, one, [one.CentersA[0]]);
        var grey = one with { Channels = 1 };
        using var flat = Descriptors(grey.A, grey, grey.CentersA);
        var directions = Directions(one.Directions);

        Assert.Contains("equally many.", Refusal(a, fewer, directions), StringComparison.Ordinal);
        Assert.Contains("equally many channels", Refusal(a, flat, directions), StringComparison.Ordinal);
    }

    private static string Refusal(PatchDescriptors a, PatchDescriptors b, torch.Tensor directions) =>
        Assert.Throws<ArgumentException>(
            () => SlicedWasserstein.Distance(a, b, directions, CancellationToken.None)).Message;

    private static double Engine(Measured measured, double[][]? directions = null, long memoryLimit = 1 << 30)
    {
        using var a = Descriptors(measured.A, measured, measured.CentersA, memoryLimit);
        using var b = Descriptors(measured.B, measured, measured.CentersB, memoryLimit);
        using var columns = Directions(directions ?? measured.Directions);
        return SlicedWasserstein.Distance(a, b, columns, TestContext.Current.CancellationToken);
    }

    private static PatchDescriptors Descriptors(
        ImageSet images, Measured measured, (int X, int Y)[][] centers, long memoryLimit = 1 << 30)
    {
        long[] places = [.. centers.SelectMany(image => image).SelectMany(c => (long[])[c.X, c.Y])];
        return PatchDescriptors.Of(
            images, measured.Level, centers[0].Length, places, TestContext.Current.CancellationToken, memoryLimit);
    }

    /// <summary>[C*49,K] float32.</summary>
    private static torch.Tensor Directions(double[][] rows)
    {
        float[] numbers = [.. rows.SelectMany(row => row.Select(x => (float)x))];
        return torch.tensor(numbers, [rows.Length, rows[0].Length]).t().contiguous();
    }

    private static ImageSet ToRgb(ImageSet grey) => new(3, grey.Size,
        [.. grey.Images.Select(i => (ReadOnlyMemory<byte>)(byte[])[.. i.Span, .. i.Span, .. i.Span])]);

    /// <summary>What a parallel loop threw.</summary>
    private static void Thrown(Action action)
    {
        try
        {
            action();
        }
        catch (AggregateException several)
        {
            throw several.InnerExceptions[0];
        }
    }

    /// <summary>What images look like.</summary>
    public enum Look
    {
        Noise,

        /// <summary>Three values only: many equal projections.</summary>
        FewValues,

        /// <summary>All pixels of a set alike.</summary>
        Constant,

        /// <summary>Waves with a little noise.</summary>
        Smooth,
    }

    /// <summary>
    /// Two sets of images and where patches are cut from them, in few numbers, so that a case that fails can be made
    /// small.
    /// </summary>
    /// <param name="Size">Pixels of the images.</param>
    /// <param name="Level">Pixels of the pyramid level.</param>
    /// <param name="Channels">1, 3 or 4.</param>
    /// <param name="Images">Of each set.</param>
    /// <param name="Patches">Of each image.</param>
    /// <param name="Places">Most different places of an image's patches.</param>
    /// <param name="Count">Directions.</param>
    /// <param name="LookA">Of the first set.</param>
    /// <param name="LookB">Of the second set.</param>
    /// <param name="Seed">Of everything random.</param>
    public sealed record Measured(
        int Size, int Level, int Channels, int Images, int Patches, int Places, int Count,
        Look LookA, Look LookB, int Seed)
    {
        public ImageSet A => Draw(LookA, Seed);

        public ImageSet B => Draw(LookB, Seed + 1);

        public (int X, int Y)[][] CentersA => Centers(Seed + 2);

        public (int X, int Y)[][] CentersB => Centers(Seed + 3);

        public double[][] Directions => RandomDirections(Channels * 49, Count, Seed);

        /// <summary>[K][width] of length 1.</summary>
        public static double[][] RandomDirections(int width, int count, int seed)
        {
            var random = new Random(seed + 4);
            var rows = new double[count][];
            for (var k = 0; k < count; k++)
            {
                var row = Enumerable.Range(0, width).Select(_ => random.NextDouble() - 0.5).ToArray();
                var length = Math.Sqrt(row.Sum(x => x * x));
                rows[k] = [.. row.Select(x => (double)(float)(x / length))];
            }
            return rows;
        }

        private ImageSet Draw(Look look, int seed)
        {
            var random = new Random(seed);
            var pixels = new byte[Channels * Size * Size * Images];
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = look switch
                {
                    Look.Noise => (byte)random.Next(256),
                    Look.FewValues => (byte)(100 * random.Next(3)),
                    Look.Constant => (byte)(40 + seed % 100),
                    _ => (byte)(110 + 60 * Math.Sin(i % Size * 0.4) * Math.Cos(i / Size * 0.2) + random.Next(9)),
                };
            return GoldenImages.Split(pixels, Channels, Size);
        }

        private (int X, int Y)[][] Centers(int seed)
        {
            var random = new Random(seed);
            (int, int)[] Image()
            {
                (int, int)[] places =
                    [.. Enumerable.Range(0, Places)
                        .Select(_ => (random.Next(3, Level - 3), random.Next(3, Level - 3)))];
                return [.. Enumerable.Range(0, Patches).Select(_ => places[random.Next(Places)])];
            }
            return [.. Enumerable.Range(0, Images).Select(_ => Image())];
        }
    }
}
