using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Chaos.Faults;
using PgGanLab.Growth;

namespace PgGanLab.Chaos.Runs;

/// <summary>Says what each seed came to, and at the end how long labs took to train again.</summary>
internal sealed class ChaosReport
{
    private readonly List<(FaultKind Kind, TimeSpan Time)> recoveries = [];
    private readonly List<string> findings = [];
    private int seeds;
    private int faults;

    /// <summary>All that was found, as sentences.</summary>
    public IReadOnlyList<string> Findings => findings;

    /// <summary>A seed came to its end.</summary>
    public void Add(ChaosRun run)
    {
        seeds++;
        faults += run.Faults.Length;
        var recovered = run.Faults.Select(fault => (fault.Kind, Time: fault.Recovery(run.History))).ToImmutableArray();
        recoveries.AddRange(recovered.Where(r => r.Time is not null).Select(r => (r.Kind, r.Time!.Value)));
        var all = string.Join(", ", recovered.Select(r => $"{r.Kind} {Text(r.Time)}"));
        Say($"seed {run.Seed}: {all}; {Readable.Plural(run.Violations.Length, "violation")}");
        foreach (var fault in run.Faults)
            TestContext.Current.TestOutputHelper!.WriteLine($"  {fault.Kind}: {fault.Evidence}");
        foreach (var violation in run.Violations)
            Find(run.Seed, $"{violation}");
    }

    /// <summary>A seed did not come to its end: its lab hangs, or answers what it never should.</summary>
    public void Add(int seed, Exception failure)
    {
        seeds++;
        Say($"seed {seed}: it did not come to its end");
        Find(seed, failure.ToString());
    }

    /// <summary>All seeds were tried.</summary>
    public void End()
    {
        foreach (var kind in recoveries.GroupBy(r => r.Kind).OrderBy(k => k.Key))
            Say($"  {kind.Key}: training again after {Quantiles([.. kind.Select(k => k.Time)])}");
        Say($"{Readable.Plural(seeds, "seed")}, {Readable.Plural(faults, "fault")}, all proven: "
            + $"{Readable.Plural(findings.Count, "finding")}; training again after "
            + Quantiles([.. recoveries.Select(r => r.Time)]));
    }

    private static string Quantiles(TimeSpan[] times) => string.Create(CultureInfo.InvariantCulture,
        $"{Text(Quantile(times, 0.5))} (p50), {Text(Quantile(times, 0.95))} (p95) of {times.Length}");

    /// <summary>The smallest that so many are not above.</summary>
    private static TimeSpan? Quantile(TimeSpan[] times, double part) => times.Length == 0
        ? null
        : times.Order().ElementAt((int)Math.Ceiling(part * times.Length) - 1);

    private static string Text(TimeSpan? time) =>
        time is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalSeconds:F1} s");

    private void Find(int seed, string what)
    {
        findings.Add($"seed {seed}: {what}");
        Say($"  {what}");
    }

    private static void Say(string line)
    {
        Console.WriteLine(line);
        TestContext.Current.TestOutputHelper!.WriteLine(line);
    }
}
