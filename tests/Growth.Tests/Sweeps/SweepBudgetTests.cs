using System.Globalization;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Sweeps;

public sealed class SweepBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Paris =
        TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");

    [Fact]
    public void a_budget_survives_being_written_and_read()
    {
        var sweep = SweepDocument.Read("""
            { "name": "n", "dataset": "d",
              "budget": { "maxExperiments": 4, "kimg": 500, "deviceHours": 12.5, "wallHours": 8, "until": "07:30" } }
            """);
        Assert.Equal(new SweepBudget { Kimg = 500, DeviceHours = 12.5, WallHours = 8, Until = "07:30" }, sweep.Budget);
        var back = SweepDocument.Read(SweepDocument.Write(sweep).ToJsonString());
        Assert.Equal((sweep.Budget, 4), (back.Budget, back.MaxExperiments));
    }

    [Theory]
    [InlineData("kimg", "0", "'kimg' in budget is 0; it must be a number greater than 0 and at most 1000000000.")]
    [InlineData("deviceHours", "-1", "'deviceHours' in budget is -1; it must be a number greater than 0")]
    [InlineData("wallHours", "[]", "'wallHours' in budget is []; it must be a number greater than 0")]
    [InlineData("until", "\"noon\"", "'until' in budget is noon; it must be a time of day (07:30) or a moment "
        + "(2026-12-01 07:30, 2026-12-01T07:30+01:00).")]
    [InlineData("until", "7", "'until' in budget is 7; it must be a time of day")]
    [InlineData("untill", "7", "Unknown key 'untill' in budget; did you mean 'until'?")]
    public void what_is_no_budget_gets_one_sentence(string key, string value, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<InvalidInputException>(() => SweepDocument.Read(
            $$"""{ "name": "n", "dataset": "d", "budget": { "{{key}}": {{value}} } }""")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("09:30", "2026-11-30 09:30:00 +01:00")]                         // half an hour from now, in Paris
    [InlineData("9:00", "2026-12-01 09:00:00 +01:00")]                          // that is now: the next one
    [InlineData("2026-12-24 18:00", "2026-12-24 18:00:00 +01:00")]
    [InlineData("2026-12-24T18:00Z", "2026-12-24 18:00:00 +00:00")]
    [InlineData("2026-12-24T18:00-05:00", "2026-12-24 18:00:00 -05:00")]
    public void an_end_becomes_one_moment_when_the_sweep_is_accepted(string until, string moment)
    {
        var budget = new SweepBudget { Until = until }.From(Now, Paris);
        Assert.Equal(moment, budget.Until);
        Assert.Equal(moment, budget.From(Now, TimeZoneInfo.Utc).Until);
        var end = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
        Assert.Null(budget.Spent(new BudgetUse(0, 0, 0, end.AddSeconds(-1))));
        Assert.Equal($"it was until {moment}", budget.Spent(new BudgetUse(0, 0, 0, end)));
    }

    [Fact]
    public void an_end_that_has_passed_is_refused() => Assert.Equal(
        "The budget ends at 2026-11-01 10:00:00 +01:00, which has passed; name a later moment.",
        Assert.Throws<InvalidInputException>(() => new SweepBudget { Until = "2026-11-01 10:00" }.From(Now, Paris))
            .Message);

    [Theory]
    [InlineData(499.9, 11.9, 7.9, null)]
    [InlineData(500, 11, 7, "500 of 500 kimg")]
    [InlineData(1500.25, 12, 8, "1,500.25 of 500 kimg")]
    [InlineData(1, 40, 7, "40 of 12 device-hours")]
    [InlineData(1, 1, 8.5, "8.5 of 8 hours")]
    public void the_first_limit_that_is_reached_is_named(double kimg, double device, double wall, string? spent) =>
        Assert.Equal(spent, new SweepBudget { Kimg = 500, DeviceHours = 12, WallHours = 8 }
            .Spent(new BudgetUse(kimg, device, wall, Now)));

    [Theory, MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void a_sweep_is_ended_exactly_when_it_has_reached_a_limit_and_a_greater_budget_never_ends_it_sooner(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var budget = new SweepBudget { Kimg = Limit(), DeviceHours = Limit(), WallHours = Limit() };
            var use = new BudgetUse(random.Next(20), random.Next(20), random.Next(20), Now);
            var reached = use.Kimg >= budget.Kimg || use.DeviceHours >= budget.DeviceHours
                || use.WallHours >= budget.WallHours;
            Assert.Equal(reached, budget.Spent(use) is not null);
            var greater = budget with { Kimg = budget.Kimg + 1, DeviceHours = budget.DeviceHours + 1 };
            Assert.True(budget.Spent(use) is not null || greater.Spent(use) is null);
        }

        double? Limit() => random.Next(3) == 0 ? null : random.Next(1, 20);
    }

    [Fact]
    public void every_limit_is_shown_with_what_is_used() => Assert.Equal(
        "12.5 of 500 kimg, 1 of 8 hours, until 2026-12-01 07:30:00 +00:00",
        new SweepBudget { Kimg = 500, WallHours = 8, Until = "2026-12-01 07:30:00 +00:00" }
            .Text(new BudgetUse(12.5, 3, 1, Now)));
}
