using Microsoft.AspNetCore.Builder;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class LogsLevelVerbTests
{
    [Fact]
    public async Task it_shows_and_changes_how_much_the_lab_logs()
    {
        var level = "information";
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapGet("/api/v1/log-level", () => FakeLab.Json(new { level }));
            routes.MapPut("/api/v1/log-level", (Dictionary<string, string> wanted) =>
            {
                level = wanted["level"];
                return FakeLab.Json(new { level });
            });
        });
        var before = await CommandLine.Run("logs", "level", "--server", lab.Url);
        Assert.Equal(
            (0, $"The lab at {lab.Url} logs information and worse.", ""),
            (before.Code, before.Output.TrimEnd(), before.Error));
        var changed = await CommandLine.Run("logs", "level", "debug", "--server", lab.Url, "--json");
        Assert.Equal((0, "debug"), (changed.Code, level));
        Assert.Contains("\"level\": \"debug\"", changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_the_lab_refuses_is_its_own_sentence()
    {
        const string sentence = "The level is 'loud'; it must be verbose, debug, information, warning or error.";
        await using var lab = await FakeLab.Start(routes => routes.MapPut(
            "/api/v1/log-level", () => FakeLab.Problem(400, sentence)));
        var refused = await CommandLine.Run("logs", "level", "loud", "--server", lab.Url);
        Assert.Equal((1, $"lab: {sentence}"), (refused.Code, refused.Error.TrimEnd()));
    }
}
