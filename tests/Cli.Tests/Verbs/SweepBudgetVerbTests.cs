using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SweepBudgetVerbTests
{
    [Theory]
    [InlineData("", null, "clothes-a1b2 is spent: 12.5 of 12 kimg, 1.5 of 40 device-hours.")]
    [InlineData("--kimg 500", """{"kimg":500,"deviceHours":40}""",
        "clothes-a1b2 is running: 12.5 of 500 kimg, 1.5 of 40 device-hours.")]
    [InlineData("--kimg none --device-hours none", "{}", "clothes-a1b2 is running: its budget has no limit.")]
    [InlineData("--wall-hours 8 --until 07:30", """{"kimg":12,"deviceHours":40,"wallHours":8,"until":"07:30"}""",
        "clothes-a1b2 is running: 12.5 of 12 kimg, 1.5 of 40 device-hours, 2 of 8 hours, until 07:30.")]
    public async Task only_the_limits_that_are_named_change(string options, string? sent, string told)
    {
        string? body = null;
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapGet("/api/v1/sweeps/{id}", () => FakeLab.Json(Spent()));
            routes.MapPut("/api/v1/sweeps/{id}/budget", (JsonObject budget) =>
            {
                body = budget.ToJsonString();
                return FakeLab.Json(Spent().Summary with
                {
                    Status = SweepStatus.Running,
                    Budget = SweepBudget.Read(JsonSerializer.SerializeToElement(budget), "the budget"),
                });
            });
        });

        var result = await CommandLine.Run([
            "sweep", "budget", "clothes-a1b2", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            "--server", lab.Url]);

        Assert.Equal((0, "", told), (result.Code, result.Error, result.Output.TrimEnd()));
        Assert.Equal(sent, body);
    }

    [Fact]
    public async Task a_sweep_that_its_budget_ended_says_so()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/{id}", () => FakeLab.Json(Spent())));

        var result = await CommandLine.Run("sweep", "show", "clothes-a1b2", "--server", lab.Url);

        Assert.Contains(
            "Ended by its budget: 12.5 of 12 kimg. ./lab sweep budget clothes-a1b2 raises it.", result.Output,
            StringComparison.Ordinal);
    }

    private static SweepView Spent()
    {
        var view = Example.Sweep(SweepStatus.Spent);
        return view with
        {
            Summary = view.Summary with
            {
                KimgTrained = 12.5,
                DeviceHours = 1.5,
                WallHours = 2,
                Budget = new SweepBudget { Kimg = 12, DeviceHours = 40 },
                Spent = "12.5 of 12 kimg",
            },
        };
    }
}
