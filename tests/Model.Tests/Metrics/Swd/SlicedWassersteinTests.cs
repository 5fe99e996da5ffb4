using System.Text.Json;
using PgGanLab.Growth.Results;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Swd;

namespace PgGanLab.Model.Tests.Metrics.Swd;

public sealed class SlicedWassersteinTests : TorchTest
{
    private const int GoldenPatches = 64;

    private static readonly JsonElement Official =
        JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "swd.json"))).RootElement;

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    public void descriptors_are_those_of_the_official_code(string set)
    {
        using var golden = new GoldenFile("swd");
        using var descriptors = Descriptors(golden, set);
        var kept = Centers(golden, set).Chunk(GoldenPatches).Take(2)
            .SelectMany((centers, image) => centers.Select(center => (image, center)))
            .ToList();
        var slots = kept.Distinct().Select((patch, slot) => (patch, slot)).ToDictionary();

        var numbers = Chunk(descriptors, 0);
        var rows = Enumerable.Range(0, slots.Count).Select(slot => Row(numbers, descriptors.Width, slot)).ToList();

        var copies = kept.GroupBy(patch => slots[patch]).Select(equal => (byte)equal.Count());
        Assert.Equal(copies, descriptors.Times(0)[..slots.Count].ToArray());
        Numbers.Close(
            golden.Floats($"descriptors/{set}_final"), [.. kept.SelectMany(patch => rows[slots[patch]])], 1e-5);
    }

    [Fact]
    public void the_distance_along_fixed_directions_is_the_official_one()
    {
        using var golden = new GoldenFile("swd");
        using var a = Descriptors(golden, "A");
        using var b = Descriptors(golden, "B");
        var directions = golden.Tensor("fixed/directions");                     // [2,147,16]
        directions = directions / directions.square().sum([1], keepdim: true).sqrt();

        var stop = TestContext.Current.CancellationToken;
        var distance = Enumerable.Range(0, 2).Average(i => SlicedWasserstein.Distance(a, b, directions[i], stop));

        Assert.Equal(Official.GetProperty("fixed").GetProperty("float64_recomputation").GetDouble(), distance, 1e-6);
    }

    [Theory]
    [InlineData(32, "A_again")]
    [InlineData(32, "B")]
    [InlineData(32, "noise")]
    [InlineData(32, "blur")]
    [InlineData(32, "shift")]
    [InlineData(64, "A_again")]
    [InlineData(64, "B")]
    [InlineData(64, "noise")]
    [InlineData(64, "blur")]
    [InlineData(64, "shift")]
    public void means_over_seeds_are_those_of_the_official_code(int size, string name)
    {
        const int Runs = 2;
        using var golden = new GoldenFile("swd");
        var official = Official.GetProperty("resolutions").GetProperty($"s{size}");
        var reals = GoldenImages.Set(golden, size, "A");
        var fakes = GoldenImages.Set(golden, size, name == "A_again" ? "A" : name);
        if (reals.Channels != fakes.Channels)
            reals = ToRgb(reals);

        var results = Enumerable.Range(0, Runs).Select(seed => Measure(seed, reals, fakes)).ToList();

        var names = official.GetProperty("names").EnumerateArray().Select(n => n.GetString()!).ToList();
        var statistics = official.GetProperty($"A_vs_{name}");
        for (var i = 0; i < names.Count; i++)
        {
            var isAverage = names[i].EndsWith("avg", StringComparison.Ordinal);
            var mean = results.Average(r => isAverage ? r.Average : r.Levels[size >> i]);
            var runs = Math.Min(official.GetProperty("runs").GetInt32(), Runs);
            var tolerance = 4 * Math.Sqrt(2) * statistics.GetProperty("std")[i].GetDouble() / Math.Sqrt(runs);
            Assert.Equal(statistics.GetProperty("mean")[i].GetDouble(), mean, tolerance);
        }
    }

    [Fact]
    public void a_grey_image_counts_as_three_equal_channels()
    {
        using var golden = new GoldenFile("swd");
        var (a, b) = (GoldenImages.Set(golden, 32, "A"), GoldenImages.Set(golden, 32, "B"));

        var grey = Measure(0, a, b);
        var rgb = Measure(0, ToRgb(a), ToRgb(b));

        Assert.All(grey.Levels, level => Assert.Equal(level.Value, rgb.Levels[level.Key], 1e-3));
    }

    [Fact]
    public void opacity_is_a_fourth_channel()
    {
        using var golden = new GoldenFile("swd");
        var (a, noise) = (GoldenImages.Set(golden, 64, "A"), GoldenImages.Set(golden, 64, "noise"));

        var opaque = Measure(0, Fourth(a, a), Fourth(a, a));
        var other = Measure(0, Fourth(a, a), Fourth(a, noise));
        using var descriptors = PatchDescriptors.Of(Fourth(a, a), 64, seed: 0, TestContext.Current.CancellationToken);

        Assert.Equal(4 * 49, descriptors.Width);
        Assert.InRange(other.Average, 1.5 * opaque.Average, 1000);
    }

    [Fact]
    public void descriptors_beyond_the_memory_limit_are_the_same()
    {
        using var golden = new GoldenFile("swd");
        var (shift, blur) = (GoldenImages.Set(golden, 32, "shift"), GoldenImages.Set(golden, 32, "blur"));
        var images = shift with { Images = [.. shift.Images, .. blur.Images] };
        using var inMemory = PatchDescriptors.Of(images, 32, seed: 3, TestContext.Current.CancellationToken);
        using var inFile = PatchDescriptors.Of(
            images, 32, seed: 3, TestContext.Current.CancellationToken, memoryLimit: inMemory.Bytes / 2);

        Assert.InRange(inFile.Bytes, 1, inMemory.Bytes / 2);
        Assert.Equal(inMemory.Count, inFile.Count);
        for (var i = 0; i < inMemory.Chunks; i++)
            Assert.Equal(Chunk(inMemory, i), Chunk(inFile, i));
    }

    [Fact]
    public void a_generator_that_draws_one_flat_colour_has_a_distance_all_the_same()
    {
        using var golden = new GoldenFile("swd");
        var flat = GoldenImages.Split(Enumerable.Repeat((byte)128, 256 * 32 * 32).ToArray(), 1, 32);

        Assert.InRange(Measure(0, GoldenImages.Set(golden, 32, "A"), flat).Average, 300, 1500);
    }

    [Fact]
    public void a_measurement_can_be_abandoned()
    {
        using var golden = new GoldenFile("swd");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var images = GoldenImages.Set(golden, 32, "A");
        Assert.Throws<OperationCanceledException>(() => PatchDescriptors.Of(images, 32, seed: 0, stop.Token));
    }

    private static float[] Chunk(PatchDescriptors descriptors, int i)
    {
        float[] numbers = [];
        descriptors.Use(i, chunk => numbers = chunk.Numbers.ToArray());
        return numbers;
    }

    private static float[] Row(float[] panels, int width, int slot)
    {
        const int Panel = PatchProjector.PanelSize;
        return [.. Enumerable.Range(0, width).Select(i => panels[(slot / Panel * width + i) * Panel + slot % Panel])];
    }

    private static PatchDescriptors Descriptors(GoldenFile golden, string set)
    {
        var centers = Centers(golden, set).SelectMany(c => (long[])[c.X, c.Y]).ToArray();
        var images = GoldenImages.Set(golden, 64, set);
        var two = images with { Images = [.. images.Images.Take(2)] };
        return PatchDescriptors.Of(two, level: 64, patches: GoldenPatches, centers, CancellationToken.None);
    }

    private static IEnumerable<(int X, int Y)> Centers(GoldenFile golden, string set) =>
        golden.Numbers<int>($"descriptors/{set}_center_x").Zip(golden.Numbers<int>($"descriptors/{set}_center_y"));

    private static Measurement Measure(long seed, ImageSet reals, ImageSet fakes) =>
        new SwdProtocol(seed).Measure(reals, fakes, nimg: 0, TestContext.Current.CancellationToken);

    /// <summary>RGB with a fourth channel, which is another set's green.</summary>
    private static ImageSet Fourth(ImageSet rgb, ImageSet other)
    {
        var plane = rgb.Size * rgb.Size;
        ReadOnlyMemory<byte> WithFourth(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte> from) =>
            (byte[])[.. image.Span, .. from.Span.Slice(plane, plane)];
        return new ImageSet(4, rgb.Size, [.. rgb.Images.Zip(other.Images, WithFourth)]);
    }

    private static ImageSet ToRgb(ImageSet grey) =>
        new(3, grey.Size,
            [.. grey.Images.Select(i => (ReadOnlyMemory<byte>)(byte[])[.. i.Span, .. i.Span, .. i.Span])]);
}
