using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class RunsVerbTests
{
    private static readonly ExperimentSummary[] Two =
    [
        Example.Experiment(2, ExperimentStatus.Finished, 1, Example.Swd(26.04321, 24, 28)),
        Example.Experiment(1, ExperimentStatus.Diverged, reason: "d_loss is NaN, and \"more\""),
    ];

    [Fact]
    public async Task the_lab_chooses_and_sorts_and_the_id_stands_first()
    {
        string? asked = null;
        await using var lab = await Lab(query => asked = query);
        var result = await CommandLine.Run(
            "runs", "clothes-a1b2", "--where", "swd < 30", "--sort", "-kimg,name", "--server", lab.Url);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal("?where=swd%20%3C%2030&sort=-kimg%2Cname", asked);
        Assert.Equal(
            """

             id              rank  status    kimg    swd  emaBeta@32  learningRate@32
            ───────────────────────────────────────────────────────────────────────────
             clothes-a1b2.2     1  finished    29  26.04        0.99            0.002
             clothes-a1b2.1     –  diverged    29      –        0.99            0.001


            """, string.Join('\n', result.Output.Split('\n').Select(l => l.TrimEnd())));
    }

    [Fact]
    public async Task columns_are_those_that_are_named()
    {
        await using var lab = await Lab();
        var table = await CommandLine.Run("runs", "clothes-a1b2", "--columns", "SWD,worker", "--server", lab.Url);
        Assert.Contains("\n id                swd  worker", table.Output, StringComparison.Ordinal);
        var wrong = await CommandLine.Run("runs", "clothes-a1b2", "--columns", "swd,wroker", "--server", lab.Url);
        Assert.Equal(
            (1, "lab: There is no column 'wroker'; did you mean 'worker'?"), (wrong.Code, wrong.Error.TrimEnd()));
        Assert.Empty(wrong.Output);
    }

    [Fact]
    public async Task csv_has_all_columns_and_all_digits()
    {
        await using var lab = await Lab();
        var all = await CommandLine.Run("runs", "clothes-a1b2", "--csv", "--server", lab.Url);
        Assert.Equal(
            """"
            id,number,name,status,rank,score,swd,msSsim,resolution,kimg,kimgPlanned,priority,starred,tags,note,worker,reason,emaBeta@32,learningRate@32
            clothes-a1b2.2,2,"emaBeta@32 0.99, learningRate@32 0.002",finished,1,,26.04321,,32,29,58,0,false,,,,,0.99,0.002
            clothes-a1b2.1,1,"emaBeta@32 0.99, learningRate@32 0.001",diverged,,,,,32,29,58,0,false,,,,"d_loss is NaN, and ""more""",0.99,0.001

            """", all.Output);
        var some = await CommandLine.Run("runs", "clothes-a1b2", "--csv", "--columns", "rank", "--server", lab.Url);
        Assert.Equal("id,rank\nclothes-a1b2.2,1\nclothes-a1b2.1,\n", some.Output);
    }

    [Theory]
    [InlineData("lab: --json has every field; leave out --csv.", "--csv")]
    [InlineData("lab: --json has every field; leave out --columns.", "--columns", "swd")]
    public async Task two_formats_at_once_are_refused(string sentence, params string[] options)
    {
        var result = await CommandLine.Run(["runs", "x", "--json", .. options, "--server", "http://127.0.0.1:1"]);
        Assert.Equal((1, sentence, ""), (result.Code, result.Error.TrimEnd(), result.Output));
    }

    [Fact]
    public async Task a_filter_that_chooses_none_says_so()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapGet(
            "/api/v1/sweeps/clothes-a1b2/experiments", () => FakeLab.Json(Array.Empty<ExperimentSummary>())));
        var result = await CommandLine.Run("runs", "clothes-a1b2", "--where", "swd < 1", "--server", lab.Url);
        Assert.Equal((0, "No experiment of the sweep is chosen by that."), (result.Code, result.Output.Trim()));
    }

    private static Task<FakeLab> Lab(Action<string>? asked = null) => FakeLab.Start(routes => routes.MapGet(
        "/api/v1/sweeps/clothes-a1b2/experiments", (HttpRequest request) =>
        {
            asked?.Invoke(request.QueryString.Value!);
            return FakeLab.Json(Two);
        }));
}
