using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Chaos.History;
using PgGanLab.Growth;

namespace PgGanLab.Chaos.Runs;

/// <summary>Says what each seed came to, and at the end how long the lab took to train again.</summary>
internal sealed class ChaosReport
{
    private readonly List<TimeSpan> recoveries = [];
    private readonly List<(int Seed, Violation Violation)> violations = [];
    private int seeds;
    private int faults;

    /// <summary>All that was found.</summary>
    public IEnumerable<string> Violations => violations.Select(v => $"seed {v.Seed}: {v.Violation}");

    public void Add(ChaosRun run)
    {
        seeds++;
        faults += run.Faults.Length;
        violations.AddRange(run.Violations.Select(v => (run.Seed, v)));
        var recovered = run.Faults.Select(f => f.Recovery(run.History)).ToImmutableArray();
        recoveries.AddRange(recovered.OfType<TimeSpan>());
        var all = run.Faults.Zip(recovered, (fault, recovery) => $"{fault.Kind} {Text(recovery)}");
        Say($"seed {run.Seed}: {string.Join(", ", all)}; {Readable.Plural(run.Violations.Length, "violation")}");
        foreach (var fault in run.Faults)
            TestContext.Current.TestOutputHelper!.WriteLine($"  {fault.Kind}: {fault.Evidence}");
        foreach (var violation in run.Violations)
            Say($"  {violation}");
    }

    public void End() => Say(string.Create(CultureInfo.InvariantCulture,
        $"{Readable.Plural(seeds, "seed")}, {Readable.Plural(faults, "fault")}, all proven: "
        + $"{Readable.Plural(violations.Count, "violation")}; training again after {Text(Quantile(0.5))} (p50), "
        + $"{Text(Quantile(0.95))} (p95), {recoveries.Count} measured"));

    /// <summary>The smallest that so many are not above.</summary>
    private TimeSpan? Quantile(double part) => recoveries.Count == 0
        ? null
        : recoveries.Order().ElementAt((int)Math.Ceiling(part * recoveries.Count) - 1);

    private static string Text(TimeSpan? time) =>
        time is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalSeconds:F1} s");

    private static void Say(string line)
    {
        Console.WriteLine(line);
        TestContext.Current.TestOutputHelper!.WriteLine(line);
    }
}
