using System.Text.Json;
using PgGanLab.Model.Metrics.Swd;

namespace PgGanLab.Model.Tests.Metrics.Swd;

/// <summary>The reference is the official code's measurement.</summary>
public sealed class SwdReferenceTests : TorchTest
{
    private const int Patches = 64;

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    public void descriptors_are_those_of_the_official_code(string set)
    {
        using var golden = new GoldenFile("swd");

        float[] numbers = [.. Descriptors(golden, set).SelectMany(patch => patch.Select(x => (float)x))];

        Numbers.Close(golden.Floats($"descriptors/{set}_final"), numbers, 1e-5);
    }

    [Fact]
    public void the_distance_along_fixed_directions_is_the_official_one()
    {
        using var golden = new GoldenFile("swd");
        var (a, b) = (Descriptors(golden, "A"), Descriptors(golden, "B"));
        var shape = golden.Shape("fixed/directions");                           // [2,147,16]
        var numbers = golden.Floats("fixed/directions");
        var repeats = numbers.Chunk((int)(shape[1] * shape[2])).Select(repeat => Directions(repeat, (int)shape[2]));

        var distance = repeats.Average(directions => SwdReference.Distance(a, b, directions));

        var file = Path.Combine(AppContext.BaseDirectory, "Goldens", "swd.json");
        using var official = JsonDocument.Parse(File.ReadAllBytes(file));
        var expected = official.RootElement.GetProperty("fixed").GetProperty("float64_recomputation").GetDouble();
        Assert.Equal(expected, distance, 1e-6);
    }

    private static double[][] Descriptors(GoldenFile golden, string set)
    {
        var x = golden.Numbers<int>($"descriptors/{set}_center_x");
        var y = golden.Numbers<int>($"descriptors/{set}_center_y");
        var images = GoldenImages.Set(golden, 64, set);
        var two = images with { Images = [.. images.Images.Take(2)] };
        return SwdReference.Descriptors(two, 64, [.. x.Zip(y).Chunk(Patches)]);
    }

    /// <summary>[width,K] columns as rows of length 1.</summary>
    private static double[][] Directions(float[] numbers, int count)
    {
        double[] Row(int k)
        {
            double[] row = [.. numbers.Where((_, i) => i % count == k)];
            var length = Math.Sqrt(row.Sum(w => w * w));
            return [.. row.Select(w => w / length)];
        }
        return [.. Enumerable.Range(0, count).Select(Row)];
    }
}
