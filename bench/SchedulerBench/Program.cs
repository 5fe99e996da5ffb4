using System.Globalization;
using PgGanLab.SchedulerBench;

// Usage: ./lab bench scheduler [--experiments N,N,…] [--workers N] [--seconds N]
// Runs the lab's own grains on SQLite with workers that train nothing, and prints what the scheduler itself costs.
// Ends with code 1 where anything that was acknowledged is not on record.
BenchOptions options;
try
{
    options = BenchOptions.Read(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine($"lab: {e.Message}");
    return 1;
}
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{Environment.ProcessorCount} cores, {options.Workers} workers, at most {options.Seconds} s a measurement"));
await using (var warm = await BenchLab.Start())                                  // what is compiled now is not measured
{
    var small = await Acceptance.Submit(warm, 50);
    await PhaseRate.Measure(warm, small, options with { Seconds = 5, Says = _ => { } });
}
foreach (var experiments in options.Experiments)
{
    Console.WriteLine();
    await using var lab = await BenchLab.Start();
    var accepted = await Acceptance.Measure(lab, experiments);
    await ViewCost.Measure(lab, accepted);
    await PhaseRate.Measure(lab, accepted, options);
    await TickRate.Measure(lab, options);
}
return 0;
