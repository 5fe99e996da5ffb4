using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth.Workers;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary>A verb about one worker.</summary>
internal abstract class OneWorkerVerb : ServerVerb
{
    private readonly Argument<string> name = new("NAME")
    {
        Description = "The worker, as ./lab worker ls names it: gpu-host-3/cuda:0.",
    };

    protected OneWorkerVerb(string verb, string description) : base(verb, description) => Arguments.Add(name);

    /// <exception cref="LabException">It can't be a worker's name.</exception>
    protected WorkerAddress Worker(ParseResult arguments) => WorkerAddress.Of(arguments.GetRequiredValue(name));

    protected void Show(Worker worker, ParseResult arguments, Screen screen)
    {
        if (WantsJson(arguments))
            screen.Json(worker);
        else
            screen.Line($"{worker.Name} is {WorkerText.State(worker)}. "
                + WorkerText.Why(worker, TimeProvider.System.GetUtcNow()));
    }
}

/// <summary><c>lab worker drain NAME</c>: lets a worker take no phase any more.</summary>
internal sealed class WorkerDrainVerb : OneWorkerVerb
{
    private readonly Option<bool> now = new("--now")
    {
        Description = "Give back what it trains at once, from a snapshot; else it ends its phase first.",
    };

    public WorkerDrainVerb() : base("drain", "Let a worker take no phase any more, until it is resumed.") =>
        Options.Add(now);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        Show(await lab.DrainWorker(Worker(arguments), arguments.GetValue(now), cancellationToken), arguments, screen);
        return ExitCode.Done;
    }
}

/// <summary><c>lab worker resume NAME</c>: lets a worker take phases again.</summary>
internal sealed class WorkerResumeVerb() : OneWorkerVerb(
    "resume", "Let a worker take phases again that was drained, or taken out because too many failed on it.")
{
    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        Show(await lab.ResumeWorker(Worker(arguments), cancellationToken), arguments, screen);
        return ExitCode.Done;
    }
}

/// <summary><c>lab worker remove NAME</c>: forgets a worker that is gone.</summary>
internal sealed class WorkerRemoveVerb : OneWorkerVerb
{
    public WorkerRemoveVerb() : base("remove", "Forget a worker that is gone.") => Aliases.Add("rm");

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var worker = Worker(arguments);
        await lab.RemoveWorker(worker, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(new { name = worker.Name, removed = true });
        else
            screen.Line($"{worker.Name} is forgotten; it is listed again when it comes again.");
        return ExitCode.Done;
    }
}
