using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PgGanLab.Dashboard.Tests.Host;

/// <summary>Counts the queries that a request causes, in whichever grain they are made.</summary>
internal sealed class QueryCounter : DbCommandInterceptor, IStartupFilter
{
    private const string Header = "X-Count-Queries";

    private readonly ConcurrentDictionary<string, int> counts = new();

    /// <summary>Sends the request and counts.</summary>
    public async Task<(int Queries, HttpResponseMessage Answer)> Count(HttpClient http, HttpRequestMessage request)
    {
        var id = Guid.NewGuid().ToString("N");
        request.Headers.Add(Header, id);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead);
        return (counts.GetValueOrDefault(id), answer);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        if (RequestContext.Get(Header) is string id)
            counts.AddOrUpdate(id, 1, (_, count) => count + 1);
        return new(result);
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, rest) =>
        {
            if (http.Request.Headers.TryGetValue(Header, out var id))
                RequestContext.Set(Header, id.ToString());
            await rest(http);
        });
        next(app);
    };
}
