using PgGanLab.Dashboard.Tests.Host;

[assembly: AssemblyFixture(typeof(KeptHosts))]

namespace PgGanLab.Dashboard.Tests.Host;

/// <summary>
/// Hosts that stay until all tests have ended: one that goes takes the metrics of its name along, of all hosts of the
/// process.
/// </summary>
public sealed class KeptHosts : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> kept = [];

    public T Keep<T>(T host) where T : IAsyncDisposable
    {
        kept.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(kept))
            await host.DisposeAsync();
    }
}
