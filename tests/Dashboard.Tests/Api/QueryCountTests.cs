using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Api;

/// <summary>How many queries each endpoint sends to the database at most: none loads more than it shows.</summary>
public sealed class QueryCountTests(LabServer lab)
{
    private const string NoSuchThing = "no-such-thing";

    /// <summary>
    /// Method, pattern, what is asked for, and the most queries. SWEEP and EXPERIMENT stand for the tiny sweep
    /// and its first experiment.
    /// </summary>
    public static TheoryData<string, string, string, int> Endpoints { get; } = new()
    {
        { "GET", "sweeps", "sweeps", 7 },
        { "POST", "sweeps", "sweeps", 20 },
        { "POST", "sweeps/preview", "sweeps/preview", 5 },
        { "GET", "sweeps/{id}", "sweeps/SWEEP", 10 },
        { "GET", "sweeps/{id}/experiments", "sweeps/SWEEP/experiments", 10 },
        { "GET", "sweeps/{id}/best", "sweeps/SWEEP/best", 10 },
        { "GET", "sweeps/{id}/table", "sweeps/SWEEP/table", 10 },
        { "GET", "sweeps/{id}/analysis", "sweeps/SWEEP/analysis", 10 },
        { "GET", "sweeps/{id}/definition", "sweeps/SWEEP/definition", 1 },
        { "GET", "sweeps/{id}/swd", "sweeps/SWEEP/swd", 3 },
        { "POST", "sweeps/{id}/cancel", "sweeps/SWEEP/cancel", 12 },
        { "POST", "sweeps/{id}/pause", "sweeps/SWEEP/pause", 3 },
        { "POST", "sweeps/{id}/resume", "sweeps/SWEEP/resume", 4 },
        { "POST", "sweeps/{id}/retry", "sweeps/SWEEP/retry", 5 },
        { "PUT", "sweeps/{id}/priority", "sweeps/SWEEP/priority", 12 },
        { "PUT", "sweeps/{id}/annotation", "sweeps/SWEEP/annotation", 12 },
        { "PUT", "sweeps/{id}/budget", $"sweeps/{NoSuchThing}/budget", 1 },

        { "POST", "sweeps/{id}/archive", $"sweeps/{NoSuchThing}/archive", 1 },
        { "POST", "sweeps/{id}/unarchive", "sweeps/SWEEP/unarchive", 14 },
        { "DELETE", "sweeps/{id}", $"sweeps/{NoSuchThing}", 1 },
        { "GET", "sweeps/{id}/watch", "sweeps/SWEEP/watch", 11 },
        { "GET", "presets", "presets", 0 },
        { "GET", "presets/{preset}/sweep", "presets/karras-table1/sweep?dataset=tiny", 1 },
        { "GET", "compare", "compare?e=EXPERIMENT,SWEEP.2", 30 },
        { "GET", "experiments/{id}", "experiments/EXPERIMENT", 15 },
        { "POST", "experiments/{id}/cancel", "experiments/EXPERIMENT/cancel", 24 },
        { "POST", "experiments/{id}/pause", "experiments/EXPERIMENT/pause", 3 },
        { "POST", "experiments/{id}/resume", "experiments/EXPERIMENT/resume", 4 },
        { "POST", "experiments/{id}/promote", "experiments/EXPERIMENT/promote", 3 },
        { "POST", "experiments/{id}/retry", "experiments/EXPERIMENT/retry", 4 },
        { "PUT", "experiments/{id}/priority", $"experiments/{NoSuchThing}.1/priority", 1 },
        { "PUT", "experiments/{id}/annotation", $"experiments/{NoSuchThing}.1/annotation", 1 },
        { "POST", "experiments/{id}/star", $"experiments/{NoSuchThing}.1/star", 1 },
        { "POST", "experiments/{id}/unstar", "experiments/EXPERIMENT/unstar", 20 },
        { "GET", "experiments/{id}/ticks", "experiments/EXPERIMENT/ticks", 2 },
        { "GET", "experiments/{id}/checkpoints", "experiments/EXPERIMENT/checkpoints", 2 },
        { "GET", "experiments/{id}/events", "experiments/EXPERIMENT/events", 2 },
        { "GET", "experiments/{id}/definition", "experiments/EXPERIMENT/definition", 16 },
        { "GET", "experiments/{id}/samples", "experiments/EXPERIMENT/samples", 2 },
        { "GET", "experiments/{id}/samples/{nimg}", "experiments/EXPERIMENT/samples/latest", 1 },
        { "GET", "experiments/{id}/generator", "experiments/EXPERIMENT/generator", 2 },
        { "GET", "latents", "latents?size=8", 0 },
        { "GET", "datasets", "datasets", 1 },
        { "POST", "datasets", "datasets", 0 },
        { "GET", "datasets/requests", "datasets/requests", 1 },
        { "GET", "datasets/requests/{number:long}", "datasets/requests/1000000", 1 },
        { "DELETE", "datasets/requests/{number:long}", "datasets/requests/1000000", 1 },
        { "GET", "datasets/kinds", "datasets/kinds", 0 },
        { "GET", "datasets/sources", "datasets/sources", 0 },
        { "GET", "datasets/{name}", "datasets/tiny", 1 },
        { "GET", "datasets/{name}/preview", "datasets/tiny/preview", 1 },
        { "POST", "datasets/{name}/verify", "datasets/tiny/verify", 1 },
        { "DELETE", "datasets/{name}", $"datasets/{NoSuchThing}", 3 },
        { "GET", "rates", "rates", 2 },
        { "GET", "workers", "workers", 2 },
        { "GET", "workers/tasks", "workers/tasks", 7 },
        { "POST", "workers/{host}/{device}/drain", "workers/no/cpu:0/drain", 2 },
        { "POST", "workers/{host}/{device}/resume", "workers/no/cpu:0/resume", 2 },
        { "DELETE", "workers/{host}/{device}", "workers/no/cpu:0", 1 },
        { "GET", "tokens", "tokens", 1 },
        { "POST", "tokens", "tokens", 2 },
        { "DELETE", "tokens/{id}", $"tokens/{NoSuchThing}", 1 },
        { "GET", "users", "users", 1 },
        { "POST", "users", "users", 0 },
        { "PUT", "users/{name}/password", $"users/{NoSuchThing}/password", 0 },
        { "PUT", "users/{name}/role", $"users/{NoSuchThing}/role", 0 },
        { "DELETE", "users/{name}", $"users/{NoSuchThing}", 1 },
        { "GET", "me", "me", 0 },
        { "GET", "store", "store", 9 },
        { "POST", "store/free", "store/free?limit=none", 0 },
        { "POST", "store/verify", "store/verify", 9 },                          // 2, and 7 for a file that another test lost
        { "GET", "phases/{key}", $"phases/{NoSuchThing}", 2 },
        { "GET", "events", "events", 1 },
        { "GET", "settings", "settings", 0 },
        { "GET", "alerts", "alerts", 0 },
        { "POST", "alerts/test", "alerts/test", 0 },
        { "GET", "log-level", "log-level", 0 },
        { "PUT", "log-level", "log-level", 0 },
    };

    [Theory, MemberData(nameof(Endpoints))]
    public async Task an_endpoint_sends_no_more_queries_than_it_needs(
        string method, string pattern, string asked, int most)
    {
        var sweep = (await lab.Finished).Summary.Id;
        var path = asked.Replace("SWEEP", sweep, StringComparison.Ordinal)
            .Replace("EXPERIMENT", $"{sweep}.1", StringComparison.Ordinal);

        var queries = await Queries(method, path, isCached: most >= 8 && method == "GET");

        Assert.True(queries <= most, $"{method} {pattern} sends {queries} queries, not {most}.");
    }

    [Theory]
    [InlineData("samples/latest")]
    [InlineData("samples/999999999")]
    [InlineData("ticks")]
    [InlineData("generator")]
    public async Task what_is_not_there_costs_no_more(string what)
    {
        await lab.Finished;
        Assert.InRange(await Queries("GET", $"experiments/{NoSuchThing}.1/{what}", isCached: false), 1, 2);
    }

    [Fact]
    public void every_endpoint_is_counted()
    {
        var mapped = lab.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(e => (Pattern: e.RoutePattern.RawText!.Trim('/'),
                Methods: e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(e => e.Pattern.StartsWith("api/v1", StringComparison.Ordinal))
            .SelectMany(e => e.Methods.Select(method => $"{method} {e.Pattern["api/v1".Length..].Trim('/')}"));

        Assert.Equal(Endpoints.Select(row => $"{row.Data.Item1} {row.Data.Item2}").Distinct().Order(),
            mapped.Distinct().Order());
    }

    /// <summary>Asks until the answer is no longer one that is kept for a moment for all who ask.</summary>
    private async Task<int> Queries(string method, string path, bool isCached)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{path}");
            if (method == "POST" && path.StartsWith("sweeps", StringComparison.Ordinal))
                request.Content = new StringContent(LabServer.TinySweep, Encoding.UTF8, "application/yaml");
            else if (method == "POST")
                request.Content = new StringContent("{\"name\": \"NOT A NAME\"}", Encoding.UTF8, "application/json");
            var (queries, answer) = await lab.Queries.Count(lab.Http, request);
            using (answer)
                if (queries > 0 || !isCached)
                    return queries;
        }
    }
}
