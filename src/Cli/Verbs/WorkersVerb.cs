using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Workers;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab workers</c> and <c>lab worker ls</c>: the lab's devices and what they do.</summary>
internal sealed class WorkersVerb(string name) : ServerVerb(name, "List the lab's devices and what they do.")
{
    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var workers = await lab.GetWorkers(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(workers);
        else
            Show(workers, await lab.GetTasks(cancellationToken), screen, TimeProvider.System.GetUtcNow());
        return ExitCode.Done;
    }

    /// <summary>
    /// The table, and a line on each phase that is trained, and on each worker that is held, that nothing fits, or that
    /// trains several phases.
    /// </summary>
    private static void Show(Worker[] workers, WorkerTask[] tasks, Screen screen, DateTimeOffset now)
    {
        screen.Write(WorkerTable.Of(workers, now));
        foreach (var task in tasks)
            screen.Line($"{task.Worker}: {task}");
        foreach (var worker in workers.Where(w => w.Hold is not null || w.WhyIdle is not null))
            screen.Line($"{worker.Name}: {WorkerText.Why(worker, now)}");
        foreach (var worker in workers.Where(w => w.Packing?.Load is not null))
            screen.Line($"{worker.Name}: {worker.Packing}");
    }
}
