using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Reports;

public sealed partial class SweepReportVerbTests : IDisposable
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-report-");

    private string Target => Path.Combine(folder.FullName, "report.html");

    [Fact]
    public async Task a_sweep_becomes_one_file_that_needs_nothing_else()
    {
        await using var lab = await Lab();
        var result = await Report(lab.Url);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal(
            $"The report of clothes-a1b2 is in {Target} ({PgGanLab.Growth.Readable.Bytes(new FileInfo(Target).Length)}).",
            result.Output.TrimEnd());
        var html = await File.ReadAllTextAsync(Target);
        Assert.Single(folder.GetFiles());
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.Contains("<title>a &lt;b&gt; &amp; c · PgGanLab</title>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.All(Sources().Matches(html), m => Assert.StartsWith("data:image/png;base64,", m.Groups[1].Value,
            StringComparison.Ordinal));
        Assert.Equal(2, Sources().Count(html));
        Assert.Contains(Convert.ToBase64String(Png), html, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(html, "<tr data-run="));
        Assert.Equal(2, Regex.Count(html, "<g class=\"curve c[123]\""));
        Assert.Equal(3, Regex.Count(html, "<polyline"));                        // one is broken at 32 px
        Assert.Contains("SWD 26.0 at 32x32 after 58 kimg</title>", html, StringComparison.Ordinal);
        Assert.Contains("title=\"d_loss is NaN &amp; more\"", html, StringComparison.Ordinal);
        Assert.Contains("untrained generator 228</text>", html, StringComparison.Ordinal);
        Assert.Contains("<pre>name: clothes # &lt;&gt;</pre>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task samples_may_be_left_out_and_a_sweep_may_have_no_results()
    {
        var sweep = Example.Sweep(SweepStatus.Running, Example.Experiment(1, ExperimentStatus.Queued));
        sweep = sweep with { UntrainedSwd = null, FloorSwd = null };
        await using var lab = await FakeLab.Start(routes => Map(routes, sweep, Columns()));
        var result = await Report(lab.Url, "--samples", "0", "--json");
        Assert.Contains("\"report\": ", result.Output, StringComparison.Ordinal);
        var html = await File.ReadAllTextAsync(Target);
        Assert.Contains("Nothing is measured yet.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_file_that_is_there_is_kept_unless_it_is_forced()
    {
        await File.WriteAllTextAsync(Target, "before");
        await using var lab = await Lab();
        var kept = await Report(lab.Url);
        Assert.Equal((1, $"lab: {Target} is there already; choose another name, or replace it with --force."),
            (kept.Code, kept.Error.TrimEnd()));
        Assert.Equal("before", await File.ReadAllTextAsync(Target));
        Assert.Equal(0, (await Report(lab.Url, "--force")).Code);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(Target), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lab: Option '--html' is required. ./lab sweep report --help says what is right.")]
    [InlineData("lab: r.pdf must end in .html or .htm, which says the format.", "--html", "r.pdf")]
    [InlineData(
        "lab: --samples is 101; it must be 0 to 100. ./lab sweep report --help says what is right.",
        "--html", "r.html", "--samples", "101")]
    public async Task a_wrong_command_line_gets_one_sentence(string sentence, params string[] options)
    {
        var result = await CommandLine.Run(["sweep", "report", "x", .. options, "--server", "http://127.0.0.1:1"]);
        Assert.Equal((1, sentence, ""), (result.Code, result.Error.TrimEnd(), result.Output));
    }

    [Fact]
    public async Task what_is_no_table_of_curves_is_said_in_one_sentence()
    {
        await using var lab = await FakeLab.Start(
            routes => Map(routes, Example.Sweep(SweepStatus.Running), [1, 0, 0, 0, (byte)'?']));
        var result = await Report(lab.Url);
        Assert.Equal((1, "lab: What answers is no lab of this version: its SWD curves can't be read."),
            (result.Code, result.Error.TrimEnd()));
        Assert.Empty(folder.GetFiles());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<CommandLine.Result> Report(string server, params string[] more) => CommandLine.Run(
        ["sweep", "report", "clothes-a1b2", "--html", Target, .. more, "--server", server]);

    private static Task<FakeLab> Lab() => FakeLab.Start(routes =>
    {
        var sweep = Example.Sweep(SweepStatus.Finished,
            Example.Experiment(2, ExperimentStatus.Finished, 1, Example.Swd(26, 24, 28)) with { Samples = "a.png" },
            Example.Experiment(1, ExperimentStatus.Finished, 2, Example.Swd(31, 30, 32)) with { Samples = "b.png" },
            Example.Experiment(3, ExperimentStatus.Diverged, reason: "d_loss is NaN & more"));
        sweep = sweep with { Summary = sweep.Summary with { Name = "a <b> & c" } };
        Map(routes, sweep, Columns((2, 16, 29, 40), (2, 32, 58, 26), (1, 32, 58, 31)));
    });

    private static void Map(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder routes, SweepView sweep, byte[] swd)
    {
        const string path = "/api/v1/sweeps/clothes-a1b2";
        routes.MapGet(path, () => FakeLab.Json(sweep));
        routes.MapGet($"{path}/swd", () => Results.Bytes(swd));
        routes.MapGet($"{path}/analysis", () => FakeLab.Json(SweepAnalysis.Of(sweep)));
        routes.MapGet($"{path}/definition", () => "name: clothes # <>");
        routes.MapGet("/api/v1/experiments/{id}/samples/latest", () => Results.Bytes(Png, "image/png"));
    }

    private static byte[] Columns(params (float Experiment, float Resolution, float Kimg, float Swd)[] rows)
    {
        var header = Encoding.UTF8.GetBytes(
            $$"""{"rows":{{rows.Length}},"columns":["experiment","resolution","kimg","swd"]}""");
        header = [.. header, .. Enumerable.Repeat((byte)' ', (4 - header.Length % 4) % 4)];
        float[] values = [.. rows.Select(r => r.Experiment), .. rows.Select(r => r.Resolution),
            .. rows.Select(r => r.Kimg), .. rows.Select(r => r.Swd)];
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        return [.. length, .. header, .. values.SelectMany(BitConverter.GetBytes)];
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Sources();
}
