using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using PgGanLab.Grains;
using PgGanLab.Growth;
using PgGanLab.Growth.Workers;
using PgGanLab.Silo.Hosting;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance.Checks;

/// <summary>What a running lab says of itself: whether it is well, its clock, its hosts and workers.</summary>
internal sealed class RunningLabCheck() : Check("lab")
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        if ((lab.Server ?? Own(lab)) is not { } server)
            return [Ok($"none runs on {lab.Directories.Data}")];
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = !server.IsLoopback })
        {
            BaseAddress = new Uri($"{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}/"),
            Timeout = Patience,
            DefaultRequestHeaders = { Authorization = LabCredentials.For(server, lab.Directories.OwnerToken) },
        };
        try
        {
            using var health = await http.GetAsync("health", stop);
            if (health.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return [Warn($"{server} lives and asks who you are", LabCredentials.Hint)];
            if (health.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
                return [Fail($"{server} is no lab: it answers {(int)health.StatusCode} to /health",
                    "name the lab's own address, with its path where a proxy gives it one")];
            var said = (await health.Content.ReadAsStringAsync(stop)).Split('\n');
            return [.. Health(server, said), Clock(health), await Members(http, stop)];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return [Fail($"{server} does not answer: {Readable.Clause(e.Message)}",
                "./lab logs --level warning says what it complained of last")];
        }
    }

    private static Uri? Own(LabUnderCheck lab) =>
        DataDirectoryLock.FindHolder(lab.Directories)?.Url is { } url
            ? new Uri(url.Replace("[::]", "localhost", StringComparison.Ordinal)
                .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)) : null;

    private IEnumerable<Finding> Health(Uri server, string[] said) => said is [_, _, ..]
        ? said.Skip(1).Select(line => Fail(Readable.Clause(line), "docs/operations.md says what to do"))
        : [Ok($"{server} is well")];

    private static Finding Clock(HttpResponseMessage answer)
    {
        const string subject = "lab's clock";
        if (answer.Headers.Date is not { } theirs)
            return Finding.Ok(subject, "it does not tell");
        // The header has whole seconds.
        var apart = Math.Max(0, Math.Abs((DateTimeOffset.UtcNow - theirs).TotalSeconds) - 1);
        var text = string.Create(CultureInfo.InvariantCulture, $"{apart:0} s from this machine's");
        return apart > ClockCheck.Tolerated
            ? Finding.Warn(subject, text, ClockCheck.HowToMend)
            : Finding.Ok(subject, text);
    }

    private static async Task<Finding> Members(HttpClient http, CancellationToken stop)
    {
        const string subject = "members";
        var workers = await http.GetFromJsonAsync<Worker[]>("api/v1/workers", LabJson.Options, stop) ?? [];
        var alive = workers.Where(worker => worker.Status != WorkerStatus.Gone).ToArray();
        var text = $"{Readable.Plural(alive.Select(worker => worker.Host).Distinct().Count(), "host")} with "
            + $"{Readable.Plural(alive.Length, "worker")}";
        if (workers.FirstOrDefault(worker => worker.Status == WorkerStatus.Gone) is { } gone)
            return Finding.Warn(subject, $"{text}; {gone.Name} is gone since {gone.SeenAt:yyyy-MM-dd HH:mm} UTC",
                $"start its host again, or ./lab worker remove {gone.Name}");
        return workers.FirstOrDefault(worker => worker.Hold is not null) is { } held
            ? Finding.Warn(subject, $"{text}; {held.Name} takes no phase", $"./lab worker resume {held.Name}")
            : Finding.Ok(subject, text);
    }
}
