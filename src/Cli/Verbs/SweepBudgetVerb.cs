using System.CommandLine;
using System.Globalization;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep budget ID</c>: shows what a sweep may use, or changes it.</summary>
internal sealed class SweepBudgetVerb : ServerVerb
{
    /// <summary>In place of a limit: takes it away.</summary>
    private const string NoLimit = "none";

    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };

    private readonly Option<string> kimg =
        Limit("--kimg", "KIMG", "Thousands of real images that may be trained for it.");

    private readonly Option<string> deviceHours =
        Limit("--device-hours", "HOURS", "Hours that devices may train for it, added up.");

    private readonly Option<string> wallHours = Limit("--wall-hours", "HOURS", "Hours that it may run.");

    private readonly Option<string> until =
        Limit("--until", "TIME", "When it ends: a time of day (07:30) or a moment (2026-12-01 07:30).");

    public SweepBudgetVerb()
        : base("budget", "Show what a sweep may use, or change it; one that its budget ended goes on with more.")
    {
        Arguments.Add(sweep);
        foreach (var option in (Option[])[kimg, deviceHours, wallHours, until])
            Options.Add(option);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(sweep);
        var summary = (await lab.GetSweep(id, cancellationToken)).Summary;
        var budget = Changed(summary.Budget, arguments);
        if (budget != summary.Budget)
            summary = await lab.SetBudget(id, budget, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(summary);
        else
            screen.Line(Text(summary));
        return ExitCode.Done;
    }

    /// <summary>The budget with the limits that were named.</summary>
    private SweepBudget Changed(SweepBudget budget, ParseResult arguments) => budget with
    {
        Kimg = Number(arguments, kimg, budget.Kimg),
        DeviceHours = Number(arguments, deviceHours, budget.DeviceHours),
        WallHours = Number(arguments, wallHours, budget.WallHours),
        Until = arguments.GetValue(until) switch { null => budget.Until, NoLimit => null, var end => end },
    };

    private static double? Number(ParseResult arguments, Option<string> option, double? before)
    {
        if (arguments.GetValue(option) is not { } text)
            return before;
        if (text == NoLimit)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new LabException(
                $"{option.Name}: {NumberText.Refusal(text, $"a number, such as 12.5, or {NoLimit}")}.");
    }

    private static string Text(SweepSummary sweep)
    {
        var used = sweep.BudgetText() is { Length: > 0 } limits ? limits : "its budget has no limit";
        return $"{sweep.Id} is {Readable.Status(sweep.Status)}: {used}.";
    }

    private static Option<string> Limit(string name, string unit, string description) => new(name)
    {
        Description = $"{description} {NoLimit}: no limit.",
        HelpName = unit,
    };
}
