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
            Assert.Equal(4, neighbours.Select(n => n.GetProperty("image").GetInt32()).Distinct().Count(i => i is >= 0 and < 64));
            Assert.Equal(distances.Order(), distances);
        }
    }

    [Theory]
    [InlineData("must end in .png.", "--real", "discs", "-o", "DATA/n.jpg")]
    [InlineData("--count is 65; it must be 1 to 64, the dataset's images.", "--real", "discs", "-o", "DATA/n.png", "--count", "65")]
    [InlineData("draws 1 channels and colours has 3; both must have the same.", "--real", "colours", "-o", "DATA/n.png")]
    public async Task bad_input_gets_one_sentence(string sentence, params string[] arguments)
    {
        var result = await Run([.. arguments.Select(a => a.Replace("DATA", lab.Data, StringComparison.Ordinal))]);

        Assert.Equal(1, result.Code);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    private Task<CommandLine.Result> Run(params string[] arguments) => CommandLine.Run(["nearest", lab.Checkpoint, .. arguments, "--data", lab.Data, "--threads", "1"]);
}
