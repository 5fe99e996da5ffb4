using System.Text.Json;

namespace PgGanLab.Tools.Tests.Verbs;

public sealed class NearestVerbTests(SmallLab lab) : IClassFixture<SmallLab>
{
    [Fact]
    public async Task each_row_is_a_sample_and_its_neighbours_in_both_ways()
    {
        var path = lab.File("nearest.png");
        var result = await Run("--real", "discs", "-o", path, "--seeds", "0-2", "--count", "4", "--json");

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal((64 * (1 + 1 + 4 + 1 + 4), 64 * 3), Png.Size(path));
        var samples = JsonDocument.Parse(result.Output).RootElement.GetProperty("samples").EnumerateArray().ToList();
        Assert.Equal(3, samples.Count);
        foreach (var way in (string[])["byPixels", "byDescriptors"])
        {
            var neighbours = samples[0].GetProperty(way).EnumerateArray().ToList();
            var distances = neighbours.Select(n => n.GetProperty("distance").GetDouble()).ToList();
            Assert.Equal(
                4, neighbours.Select(n => n.GetProperty("image").GetInt32()).Distinct().Count(i => i is >= 0 and < 64));
            Assert.Equal(distances.Order(), distances);
        }
    }

    [Fact]
    public async Task a_directory_gets_a_row_a_sample()
    {
        var (folder, grid) = (lab.File("rows"), lab.File("rows.png"));
        Assert.Equal("", (await Run("--real", "discs", "-o", folder, "--seeds", "4,9", "--count", "2")).Error);
        Assert.Equal("", (await Run("--real", "discs", "-o", grid, "--seeds", "4", "--count", "2")).Error);
        Assert.Equal(
            ["seed-000004.png", "seed-000009.png"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal(
            await File.ReadAllBytesAsync(grid), await File.ReadAllBytesAsync(Path.Combine(folder, "seed-000004.png")));
    }

    [Theory]
    [InlineData("ends in .jpg, but images are written as PNG", "--real", "discs", "-o", "DATA/n.jpg")]
    [InlineData("A grid of 5,000,000 samples and their neighbours is too large for one picture", "--real", "discs",
        "-o", "DATA/n.png", "--seeds", "0-4999999")]
    [InlineData("--count is 65; it must be 1 to 64, the dataset's images.", "--real", "discs", "-o",
        "DATA/n.png", "--count", "65")]
    [InlineData("draws 1 channel and colours has 3; both must have the same.", "--real", "colours", "-o", "DATA/n.png")]
    public async Task bad_input_gets_one_sentence(string sentence, params string[] arguments)
    {
        var result = await Run([.. arguments.Select(a => a.Replace("DATA", lab.Data, StringComparison.Ordinal))]);

        Assert.Equal(1, result.Code);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    private Task<CommandLine.Result> Run(params string[] arguments) =>
        CommandLine.Run(["nearest", lab.Checkpoint, .. arguments, "--data", lab.Data, "--threads", "1"]);
}
