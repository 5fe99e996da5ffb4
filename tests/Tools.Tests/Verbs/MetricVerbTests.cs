using System.Text.Json;

namespace PgGanLab.Tools.Tests.Verbs;

public sealed class MetricVerbTests(SmallLab lab) : IClassFixture<SmallLab>
{
    [Fact]
    public async Task swd_of_a_generator_comes_with_errors_levels_and_references()
    {
        var report = await Json(
            "swd", "--real", "discs", "--fake", lab.Checkpoint, "--images", "24", "--seeds", "3", "--references");

        Assert.Equal((16, 24, 3), (report.GetProperty("resolution").GetInt32(), report.GetProperty("images").GetInt32(),
            report.GetProperty("seeds").GetInt32()));
        var average = report.GetProperty("values").GetProperty("avg");
        Assert.Equal(3, average.GetProperty("seeds").EnumerateArray().Select(s => s.GetDouble()).Distinct().Count());
        Assert.InRange(average.GetProperty("standardError").GetDouble(), 1e-6, average.GetProperty("mean").GetDouble());
        Assert.True(report.GetProperty("values").TryGetProperty("16", out _));
        Assert.InRange(Mean(report.GetProperty("floor"), "avg"), 0, average.GetProperty("mean").GetDouble());
        Assert.InRange(Mean(report.GetProperty("untrained"), "avg"), 1, 2000);
    }

    [Fact]
    public async Task a_dataset_against_itself_is_measured_by_halves()
    {
        var report = await Json("swd", "--real", "discs", "--fake", "discs");

        Assert.Equal((32, 32), (report.GetProperty("resolution").GetInt32(), report.GetProperty("images").GetInt32()));
        Assert.Equal(["avg", "32", "16"], report.GetProperty("values").EnumerateObject().Select(v => v.Name));
        Assert.Equal(
            JsonValueKind.Null, report.GetProperty("values").GetProperty("avg").GetProperty("standardError").ValueKind);
    }

    [Fact]
    public async Task similarity_needs_no_real_images()
    {
        var report = await Json("msssim", "--fake", "colours", "--images", "20");

        Assert.Equal(JsonValueKind.Null, report.GetProperty("real").ValueKind);
        Assert.InRange(Mean(report, "msssim"), 0, 1);
    }

    [Theory]
    [InlineData("fid", "fid")]
    [InlineData("kid", "kid")]
    [InlineData("is", "is")]
    [InlineData("pr", "precision")]
    public async Task an_extractor_gives_the_other_metrics(string metric, string value)
    {
        var report = await Json(metric, "--real", "discs", "--fake", lab.Checkpoint, "--images", "30", "--extractor",
            Path.Combine(AppContext.BaseDirectory, "extractor.pt"));

        Assert.True(double.IsFinite(Mean(report, value)));
    }

    [Fact]
    public async Task people_read_one_line_a_source()
    {
        var result = await Run("swd", "--real", "discs", "--fake", lab.Checkpoint, "--images", "16");

        Assert.Equal(0, result.Code);
        Assert.Contains("against discs: 16x16, 16 images, 1 seed", result.Output, StringComparison.Ordinal);
        Assert.Matches("measured +avg [0-9.]+   16 [0-9.]+", result.Output);
    }

    [Theory]
    [InlineData("Unknown dataset 'disc': ", "swd", "--real", "disc", "--fake", "discs")]
    [InlineData("did you mean 'discs'?", "swd", "--real", "disc", "--fake", "discs")]
    [InlineData("Generator 'none.safetensors' cannot be used: it is missing.", "swd", "--real", "discs",
        "--fake", "none.safetensors")]
    [InlineData(
        "discs has 1 channel and colours 3; both must have the same.", "swd", "--real", "discs", "--fake", "colours")]
    [InlineData("discs has no images of 64 px; its largest are 32 px.", "swd", "--real", "discs", "--fake",
        "discs", "--resolution", "64")]
    [InlineData(
        "swd needs images of at least 16 px, not 8.", "swd", "--real", "discs", "--fake", "discs", "--resolution", "8")]
    [InlineData("swd needs --real DATASET.", "swd", "--fake", "discs")]
    [InlineData("--images is 0; it must be at least 1.", "swd", "--real", "discs", "--fake", "discs", "--images", "0")]
    [InlineData("is needs at least 10 images of each kind, but only 4 are there or asked for.", "is", "--fake", "discs",
        "--images", "4", "--extractor", "extractor.pt")]
    [InlineData(
        "There is no extractor file 'none.pt'", "fid", "--real", "discs", "--fake", "discs", "--extractor", "none.pt")]
    [InlineData("'tpu' is no device; devices are cpu and cuda:0, cuda:1, ….", "swd", "--real", "discs", "--fake",
        "discs", "--device", "tpu")]
    public async Task bad_input_gets_one_sentence(string sentence, params string[] arguments)
    {
        var result = await Run(
            [.. arguments.Select(a => a == "extractor.pt" ? Path.Combine(AppContext.BaseDirectory, a) : a)]);

        Assert.Equal(1, result.Code);
        Assert.Empty(result.Output);
        Assert.StartsWith("lab: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private static double Mean(JsonElement report, string value) =>
        report.GetProperty("values").GetProperty(value).GetProperty("mean").GetDouble();

    private Task<CommandLine.Result> Run(params string[] arguments) =>
        CommandLine.Run(["metric", .. arguments, "--data", lab.Data, "--threads", "1"]);

    private async Task<JsonElement> Json(params string[] arguments)
    {
        var result = await Run([.. arguments, "--json"]);
        Assert.Equal(("", 0), (result.Error, result.Code));
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
