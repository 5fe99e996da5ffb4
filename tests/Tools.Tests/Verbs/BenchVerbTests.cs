using System.Text.Json;

namespace PgGanLab.Tools.Tests.Verbs;

public sealed class BenchVerbTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("0.5")]
    public async Task training_prints_one_json_line(string alpha)
    {
        var (code, output, error) = await CommandLine.Run(
            "bench", "train", "--resolution", "8", "--fmap-max", "8", "--fmap-base", "64", "--latent", "8", "--batch", "8", "--threads", "1",
            "--alpha", alpha, "--channels", "1", "--seconds", "0.5", "--json");
        Assert.Equal(("", 0), (error, code));
        var line = JsonDocument.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.True(line.GetProperty("images_per_s").GetDouble() > 0);
        Assert.True(line.GetProperty("images_per_s_best").GetDouble() >= line.GetProperty("images_per_s").GetDouble());
        Assert.InRange(line.GetProperty("live_handles").GetInt64(), 1, 10_000);
        Assert.True(line.GetProperty("peak_rss_mb").GetDouble() > 10);
    }

    [Fact]
    public async Task swd_gives_the_same_distance_whatever_the_threads()
    {
        var distances = new List<double>();
        foreach (var threads in new[] { "1", "2" })
        {
            var (code, output, error) = await CommandLine.Run("bench", "swd", "--images", "32", "--resolution", "16", "--threads", threads, "--json");
            Assert.Equal(("", 0), (error, code));
            var line = JsonDocument.Parse(output).RootElement;
            Assert.True(line.GetProperty("seconds").GetDouble() > 0);
            distances.Add(line.GetProperty("swd").GetDouble());
        }
        Assert.Equal(distances[0], distances[1], 1e-3);
    }

    [Theory]
    [InlineData("train", "--resolution", "15", "power of two")]
    [InlineData("train", "--batch", "6", "multiple of 4")]
    [InlineData("train", "--channels", "2", "1, 3 or 4")]
    [InlineData("train", "--alpha", "2", "from 0 to 1")]
    [InlineData("train", "--seconds", "0", "greater than 0")]
    [InlineData("train", "--fmap-base", "1", "no feature map")]
    [InlineData("swd", "--resolution", "8", "from 16")]
    [InlineData("swd", "--images", "0", "at least 1")]
    [InlineData("swd", "--threads", "0", "at least 1")]
    public async Task what_cannot_be_timed_is_refused_in_one_sentence(string verb, string option, string value, string hint)
    {
        var (code, output, error) = await CommandLine.Run("bench", verb, option, value);
        Assert.Equal(("", 1), (output, code));
        Assert.Contains(hint, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
