using System.Text.Json;

namespace PgGanLab.Tools.Tests.Verbs;

public sealed class BenchVerbTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("0.5")]
    public async Task training_prints_one_json_line(string alpha)
    {
        var line = await Trained("--alpha", alpha);
        Assert.True(line.GetProperty("images_per_s").GetDouble() > 0);
        Assert.True(line.GetProperty("images_per_s_best").GetDouble() >= line.GetProperty("images_per_s").GetDouble());
        Assert.InRange(line.GetProperty("live_handles").GetInt64(), 1, 10_000);
        Assert.True(line.GetProperty("peak_rss_mb").GetDouble() > 10);
    }

    [Fact]
    public async Task several_trainers_are_timed_in_turns_with_one_of_them_alone()
    {
        var line = await Trained("--trainers", "2");
        Assert.Equal(2, line.GetProperty("trainers").GetInt32());
        var (all, one) = (
            line.GetProperty("images_per_s").GetDouble(), line.GetProperty("images_per_s_one").GetDouble());
        Assert.True(one > 0);
        Assert.InRange(line.GetProperty("scaling").GetDouble(), all / one / 3, all / one * 3);
    }

    [Fact]
    public async Task one_trainer_is_compared_with_nothing_and_two_take_twice_the_memory()
    {
        var (one, two) = (await Trained(), await Trained("--trainers", "2"));
        Assert.Equal(1, one.GetProperty("trainers").GetInt32());
        Assert.Equal(JsonValueKind.Null, one.GetProperty("images_per_s_one").ValueKind);
        Assert.Equal(JsonValueKind.Null, one.GetProperty("scaling").ValueKind);
        Assert.Equal(2 * one.GetProperty("estimated_mb").GetDouble(), two.GetProperty("estimated_mb").GetDouble(), 0.2);
    }

    [Fact]
    public async Task layers_of_bfloat16_take_less_memory_by_the_estimate()
    {
        var half = await Trained("--low-precision", "bfloat16", "--low-precision-from", "4");
        Assert.True(half.GetProperty("images_per_s").GetDouble() > 0);
        Assert.True(
            half.GetProperty("estimated_mb").GetDouble() < (await Trained()).GetProperty("estimated_mb").GetDouble());
    }

    [Fact]
    public async Task swd_gives_the_same_distance_whatever_the_threads()
    {
        var distances = new List<double>();
        foreach (var threads in new[] { "1", "2" })
        {
            var (code, output, error) = await CommandLine.Run(
                "bench", "swd", "--images", "32", "--resolution", "16", "--threads", threads, "--json");
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
    [InlineData("train", "--trainers", "0", "from 1 to 64")]
    [InlineData("train", "--trainers", "65", "from 1 to 64")]
    [InlineData("train", "--device", "gpu", "is no device")]
    [InlineData("train", "--fmap-base", "1", "no feature map")]
    [InlineData("train", "--low-precision", "float16", "CUDA devices only")]
    [InlineData("train", "--low-precision-from", "12", "power of two")]
    [InlineData("swd", "--resolution", "8", "from 16")]
    [InlineData("swd", "--images", "0", "at least 1")]
    [InlineData("swd", "--threads", "0", "at least 1")]
    public async Task what_cannot_be_timed_is_refused_in_one_sentence(
        string verb, string option, string value, string hint)
    {
        var (code, output, error) = await CommandLine.Run("bench", verb, option, value);
        Assert.Equal(("", 1), (output, code));
        Assert.Contains(
            hint, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    /// <summary>The line that a short run of small networks prints.</summary>
    private static async Task<JsonElement> Trained(params string[] more)
    {
        var (code, output, error) = await CommandLine.Run(
            ["bench", "train", "--resolution", "8", "--fmap-max", "8", "--fmap-base", "64", "--latent", "8",
             "--batch", "8", "--threads", "1", "--channels", "1", "--seconds", "0.5", "--json", .. more]);
        Assert.Equal(("", 0), (error, code));
        return JsonDocument.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
    }
}
