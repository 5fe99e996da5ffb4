using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Files;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Simulation;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary>
/// <c>lab simulate FILE…</c>: what sweeps would take on some devices, reckoned on this machine. A lab that answers tells
/// datasets, workers and measured rates; none is needed.
/// </summary>
internal sealed class SimulateVerb : ServerVerb
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "Sweeps' YAML, such as samples/fashion-mnist-demo.yaml; several are submitted together.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> workers = new("--workers")
    {
        Description = "Devices: count, kind and memory in GB, such as 8xA100,64xV100:32; else the lab's own.",
        HelpName = "KINDS",
    };

    private readonly Option<string?> against = new("--against")
    {
        Description = "Another sweep's YAML, simulated alone on the same devices.",
        HelpName = "FILE",
    };

    private readonly Option<string?> rates = new("--rates")
    {
        Description = "Seconds per kimg by kind of device (docs/simulate.md); else the lab's, as measured.",
        HelpName = "FILE",
    };

    private readonly Option<string?> curves = new("--curves")
    {
        Description = "SWD of the first sweep's experiments over kimg (docs/simulate.md): shows the best over time.",
        HelpName = "FILE",
    };

    private readonly Option<bool> inTurn = new("--in-turn")
    {
        Description = "Submit each sweep when the one before it has ended.",
    };

    public SimulateVerb() : base("simulate", "Reckon what sweeps would take on some devices, with the lab's scheduler.")
    {
        Arguments.Add(files);
        foreach (var option in new Option[] { workers, against, rates, curves, inTurn })
            Options.Add(option);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var known = await KnownOf(lab, arguments, screen, cancellationToken);
        var measured = arguments.GetValue(rates) is { } file
            ? await RateFile.Read(file, cancellationToken)
            : known.Rates;
        var fleet = Fleet(arguments.GetValue(workers), measured, known);
        var names = arguments.GetRequiredValue(files);
        var sweeps = new List<SimulatedSweep>();
        foreach (var name in names)
            sweeps.Add(await Sweep(name, known, screen, cancellationToken) with
            {
                AfterPrevious = arguments.GetValue(inTurn),
            });
        if (arguments.GetValue(curves) is { } recorded)
            sweeps[0] = sweeps[0] with { Curves = await CurveFile.Read(recorded, cancellationToken) };
        var paces = new TrainingRates(measured);
        var result = LabSimulation.Run(sweeps, fleet, paces);
        var other = arguments.GetValue(against) is { } rival
            ? LabSimulation.Run([await Sweep(rival, known, screen, cancellationToken)], fleet, paces)
            : null;
        if (WantsJson(arguments))
            screen.Json(new SimulationAnswer(result, other));
        else
            SimulationTables.Write(screen, string.Join(" + ", names.Select(Path.GetFileName)), result,
                arguments.GetValue(against), other);
        return ExitCode.Done;
    }

    /// <summary>What a lab that answers knows.</summary>
    private async Task<Known> KnownOf(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        try
        {
            var told = await lab.GetRates(cancellationToken);
            return new Known(told.Rates, new SimulatedFleet(told.Workers), await lab.GetDatasets(cancellationToken));
        }
        catch (LabException e) when (arguments.GetValue(workers) is not null)
        {
            screen.Remark($"{e.Message} Datasets and rates are assumed.");
            return new Known([], new SimulatedFleet([]), []);
        }
    }

    private static SimulatedFleet Fleet(string? text, IReadOnlyCollection<MeasuredRate> measured, Known known)
    {
        if (text is not null)
            return SimulatedFleet.Read(text, measured);
        return known.Fleet.Count > 0
            ? known.Fleet
            : throw new LabException("The lab has no worker now; name some with --workers, such as 8xA100,64xV100.");
    }

    private static async Task<SimulatedSweep> Sweep(
        string path, Known known, Screen screen, CancellationToken cancellationToken)
    {
        var definition = (await SweepFile.Read(path, cancellationToken)).Definition(SimulatedFleet.MostExperiments);
        var dataset = known.Datasets.FirstOrDefault(d => d.Name == definition.Dataset);
        if (dataset is null)
        {
            dataset = new DatasetFacts(definition.Dataset, new string('0', 64), 1024, 3, 60_000, 0);
            screen.Remark($"Dataset '{definition.Dataset}' is not in the lab; it is taken to have "
                + $"{Readable.Count(dataset.Images)} images in colour, of any size and without labels.");
        }
        var plan = SweepPlan.Of(definition, dataset);
        foreach (var remark in plan.Remarks)
            screen.Remark(remark);
        return new SimulatedSweep(definition.Name, plan) { Priority = definition.Priority };
    }

    private sealed record Known(
        IReadOnlyCollection<MeasuredRate> Rates, SimulatedFleet Fleet, IReadOnlyCollection<DatasetFacts> Datasets);
}

/// <summary>What <c>lab simulate --json</c> prints.</summary>
internal sealed record SimulationAnswer(SimulationResult Result, SimulationResult? Against);
