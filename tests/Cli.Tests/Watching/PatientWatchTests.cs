using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Cli.Tests.Watching;

/// <summary><c>./lab sweep submit --watch</c> while the lab comes and goes.</summary>
public sealed class PatientWatchTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pgganlab-watch-");

    [Fact]
    public async Task a_watched_sweep_is_followed_to_its_end_however_often_the_lab_is_away()
    {
        var asked = 0;
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapPost("/api/v1/sweeps", () => FakeLab.Json(Example.Summary(SweepStatus.Running)));
            routes.MapGet("/api/v1/sweeps/{id}/watch", async (HttpContext context) =>
            {
                var isLast = ++asked == 4;
                if (asked == 2)
                    context.Response.StatusCode = 503;
                if (asked == 3)
                    context.Abort();
                if (asked is 2 or 3)
                    return;
                context.Response.ContentType = "text/event-stream";
                var view = Example.Sweep(isLast ? SweepStatus.Finished : SweepStatus.Running,
                    Example.Experiment(1, ExperimentStatus.Finished));
                view = view with { Summary = view.Summary with { Objective = SweepObjective.None } };
                await context.Response.WriteAsync(
                    $"event: sweep\ndata: {JsonSerializer.Serialize(view, LabJson.Options)}\n\n");
            });
        });
        var file = Path.Combine(folder.FullName, "sweep.yaml");
        await File.WriteAllTextAsync(file, "name: x\n");

        var result = await CommandLine.Run("sweep", "submit", file, "--watch", "--server", lab.Url);

        Assert.Equal((0, 4), (result.Code, asked));
        Assert.Equal(
            $"The lab at {lab.Url} is away; its sweep goes on when it is back, which is waited for.\n"
            + $"The lab at {lab.Url} is back.", result.Error.TrimEnd());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
