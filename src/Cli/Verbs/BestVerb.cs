using System.Collections.Immutable;
using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Results;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary>
/// <c>lab best SWEEP</c>: the best experiment so far, and its generator; without a sweep the best of all.
/// </summary>
internal sealed class BestVerb : ServerVerb
{
    private readonly Argument<string?> sweep = new("SWEEP")
    {
        Description = "The sweep's id (./lab sweep ls); without it the best of each dataset and resolution.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> download = new("--download")
    {
        Description = "Save its generator (safetensors) here; a directory keeps the lab's name.",
        HelpName = "PATH"
    };
    private readonly Option<bool> force = new("--force") { Description = "Replace a file that is there." };

    public BestVerb() : base("best", "Show the best experiment of a sweep, or of all; download its generator.")
    {
        Arguments.Add(sweep);
        Options.Add(download);
        Options.Add(force);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(download) is { } wanted && !IsFolder(wanted))
            TargetFile.CheckEnding(wanted, ".safetensors");
        if (arguments.GetValue(sweep) is not { } id)
            return await OfAll(lab, arguments, screen, cancellationToken);
        var best = await lab.GetBest(id, cancellationToken);
        var saved = arguments.GetValue(download) is { } path
            ? await Download(lab, best.Id, path, arguments.GetValue(force), cancellationToken)
            : null;
        if (WantsJson(arguments))
        {
            screen.Json(new BestResult(best, saved));
            return ExitCode.Done;
        }
        var (swd, elsewhere) = (best.RankedSwd ?? best.Swd, best.RankedSwd is null ? null : best.SwdElsewhere());
        screen.Line(
            $"{best.Id}: {best.NameOrSettings()}, SWD {Readable.Swd(swd?.Average)} at "
            + $"{best.Resolution}x{best.Resolution} after {Readable.Kimg(swd?.Nimg ?? best.Nimg)} kimg");
        if (elsewhere is not null)
            screen.Line(
                "It went on from where it is compared with the others: "
                + $"SWD {Readable.Swd(elsewhere.Average)} after {Readable.Kimg(elsewhere.Nimg)} kimg.");
        var points = SweepPoints.Of(await lab.GetExperiments(best.SweepId, cancellationToken));
        if (points.FirstOrDefault(p => p.Experiments.Contains(best.Number)) is { Rank: not null } point)
            screen.Line(Mean(point, points));
        screen.Line(saved is null ? "Save its generator with --download PATH." : $"Generator saved to {saved}.");
        return ExitCode.Done;
    }

    private async Task<int> OfAll(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(download) is not null)
            throw new LabException("--download needs the sweep whose best generator it saves; ./lab best lists them.");
        var best = BestTable.Choose([
            .. await lab.GetSweeps(archived: false, cancellationToken),
            .. await lab.GetSweeps(archived: true, cancellationToken)]);
        if (WantsJson(arguments))
            screen.Json(best);
        else
            screen.Write(BestTable.Of(best));
        return ExitCode.Done;
    }

    private static bool IsFolder(string path) => Directory.Exists(path) || Path.EndsInDirectorySeparator(path);

    /// <summary>What its configuration reaches with other seeds too.</summary>
    private static string Mean(PointSummary point, ImmutableArray<PointSummary> points) =>
        $"Its configuration has SWD {point.SwdInWords()} in the mean over {point.Seeds()}: "
        + $"rank {point.Rank} of {points.Count(p => p.Rank is not null)}."
        + (points[0].Certainty is { } certainty
            ? $" {(point.Rank == 1 ? "It" : "The first one")} is the best with {SeedContest.Words(certainty)} confidence."
            : "");

    private static async Task<string> Download(
        LabClient lab, string experiment, string path, bool force, CancellationToken cancellationToken)
    {
        using var generator = await lab.OpenGenerator(experiment, cancellationToken);
        var target = Directory.Exists(path) ? Path.Combine(path, generator.Name) : path;
        await TargetFile.Write(target, force, stream => generator.CopyTo(stream, cancellationToken));
        return target;
    }
}

/// <summary>What <c>lab best --json</c> prints.</summary>
/// <param name="Experiment">The best experiment.</param>
/// <param name="Generator">Where its generator was saved; null without <c>--download</c>.</param>
internal sealed record BestResult(ExperimentSummary Experiment, string? Generator);
