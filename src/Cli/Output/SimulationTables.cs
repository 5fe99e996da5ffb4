using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Simulation;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>A simulation as text, beside another one where there is one.</summary>
internal static class SimulationTables
{
    private const int MostBest = 20;

    public static void Write(
        Screen screen, string name, SimulationResult result, string? otherName, SimulationResult? other)
    {
        screen.Write(Numbers(name, result, Path.GetFileName(otherName), other));
        if (result.Sweeps.Length > 1)
            screen.Write(Sweeps(result));
        if (result.Kinds.Length > 1)
            screen.Write(Kinds(result));
        if (!result.Best.IsEmpty)
            screen.Write(Best(result));
        if (result.PhasesUntrained > 0)
            screen.Remark($"{Readable.Plural(result.PhasesUntrained, "phase")} can't be trained: no device has the "
                + "memory, or what waits for them.");
        screen.Remark(Sureness(result.Source));
    }

    private static Table Numbers(string name, SimulationResult result, string? otherName, SimulationResult? other)
    {
        var table = Tables.New("").Right(name);
        if (other is not null)
            table.Right(otherName!).Right("ratio");
        foreach (var (what, number, show) in Rows)
        {
            string[] cells = other is null
                ? [what, show(number(result))]
                : [what, show(number(result)), show(number(other)), Ratio(number(result), number(other))];
            table.AddRow([.. cells.Select(c => new Text(c))]);
        }
        return table;
    }

    private static readonly (string, Func<SimulationResult, double>, Func<double, string>)[] Rows =
    [
        ("takes", r => r.Makespan, Readable.Duration),
        ("workers", r => r.Devices, n => Readable.Count((long)n)),
        ("device-hours", r => r.DeviceSeconds / 3600, Number),
        ("of the workers' time", r => r.Utilisation, Readable.Percent),
        ("phases", r => r.PhasesTrained, n => Readable.Count((long)n)),
        ("a phase waits, mean", r => r.Delay.Mean, Readable.Duration),
        ("a phase waits, 95% within", r => r.Delay.P95, Readable.Duration),
        ("a phase waits, most", r => r.Delay.Most, Readable.Duration),
        ("kimg asked for", r => r.KimgRequested, Readable.Kimg),
        ("kimg trained", r => r.KimgTrained, Readable.Kimg),
        ("kimg saved", r => r.KimgSaved, Readable.Kimg),
        ("experiments to the end", r => r.Sweeps.Sum(s => s.Finished), n => Readable.Count((long)n)),
        ("best SWD", r => r.Best.IsEmpty ? double.NaN : r.Best[^1].Swd,
            n => double.IsNaN(n) ? "–" : Readable.Swd(n)),
    ];

    private static Table Sweeps(SimulationResult result)
    {
        var table = Tables.New("sweep").Right("submitted at").Right("ended at").Right("experiments")
            .Right("to the end").Right("asked for").Right("trained").Right("device-hours");
        foreach (var s in result.Sweeps)
            table.AddRow(new Text(s.Name), new Text(Readable.Duration(s.Submitted)),
                new Text(s.Ended is { } end ? Readable.Duration(end) : "never"),
                new Text(Readable.Count(s.Experiments)), new Text(Readable.Count(s.Finished)),
                new Text(Readable.Kimg(s.KimgRequested)), new Text(Readable.Kimg(s.KimgTrained)), new Text(Number(s.DeviceSeconds / 3600)));
        return table;
    }

    private static Table Kinds(SimulationResult result)
    {
        var table = Tables.New("workers").Right("count").Right("device-hours").Right("of their time");
        foreach (var k in result.Kinds)
            table.AddRow(new Text(k.Kind), new Text(Readable.Count(k.Devices)),
                new Text(Number(k.DeviceSeconds / 3600)), new Text(Readable.Percent(k.Utilisation)));
        return table;
    }

    private static Table Best(SimulationResult result)
    {
        var table = Tables.New("best SWD").Right("after").Left("experiment");
        foreach (var b in result.Best.TakeLast(MostBest))
            table.AddRow(new Text(Readable.Swd(b.Swd)), new Text(Readable.Duration(b.Seconds)),
                new Text($"{b.Sweep} #{Readable.Count(b.Experiment)}"));
        return table;
    }

    private static string Sureness(PaceSource source) => source switch
    {
        PaceSource.Measured => "All paces were measured or given.",
        PaceSource.Scaled => "Some paces are scaled from others that were measured or given.",
        _ => "Some paces are assumed: times may be wrong by a factor of three; --rates gives measured ones.",
    };

    private static string Ratio(double one, double other) =>
        other == 0 || double.IsNaN(one / other) ? "" : (one / other).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("#,0.0", CultureInfo.InvariantCulture);
}
