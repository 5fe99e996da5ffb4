using PgGanLab.Chaos.History;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Chaos.Runs;

/// <summary>
/// A lab as processes, alone or with two hosts that joined it, that someone starts again whenever one has ended.
/// </summary>
internal sealed class LabUnderFaults : IAsyncDisposable
{
    private static readonly string[] Names = ["a", "b"];

    private readonly DataDirectory data = new();
    private readonly DataDirectories? hostData;
    private readonly LabUnderTest?[] hosts = new LabUnderTest?[Names.Length];
    private LabUnderTest? main;
    private string token = "";
    private int port;

    private LabUnderFaults(bool withHosts)
    {
        HasHosts = withHosts;
        hostData = withHosts ? new DataDirectories(Names.Length) : null;
        Disk = withHosts ? null : SmallDisk.TryMount(megabytes: 64);
        Recorder = new HistoryRecorder(data.Path);
    }

    public HistoryRecorder Recorder { get; }

    /// <summary>The process that has the database.</summary>
    public LabUnderTest Main => main ?? throw new InvalidOperationException("It is not started.");

    /// <summary>Whether hosts have joined it, which do the training.</summary>
    public bool HasHosts { get; }

    /// <summary>The store's own disk; null where there is none.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>The store directory.</summary>
    public string Store => Disk?.Path ?? Path.Combine(data.Path, "store");

    /// <summary>How many hosts have joined.</summary>
    public int Hosts => HasHosts ? Names.Length : 0;

    /// <summary>Starts it all, and its history.</summary>
    public static async Task<LabUnderFaults> Start(bool withHosts)
    {
        var lab = new LabUnderFaults(withHosts);
        await lab.StartWhatEnded();
        lab.Recorder.Begin();
        return lab;
    }

    public LabUnderTest Host(int index) => hosts[index] ?? throw new InvalidOperationException("It is not started.");

    public string HostName(int index) => Names[index];

    /// <summary>Starts what does not run: all at first, those that faults ended, and hosts that gave up.</summary>
    public async Task StartWhatEnded()
    {
        if (main is null or { HasEnded: true })
        {
            if (main is not null)
                await main.DisposeAsync();
            main = HasHosts
                ? await LabUnderTest.StartLabHost(data.Path, port)
                : await LabUnderTest.Start(data.Path, Store);
            port = main.Address.Port;
        }
        for (var i = 0; i < Hosts; i++)
            if (hosts[i] is null or { HasEnded: true })
                await Join(i);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in hosts.Append(main).OfType<LabUnderTest>())
            await process.DisposeAsync();
        Disk?.Dispose();
        hostData?.Dispose();
        data.Dispose();
    }

    /// <summary>A killed host is a member until the cluster has noticed: until then its name is refused.</summary>
    private async Task Join(int index)
    {
        if (token.Length == 0)
            token = await Main.FirstToken();
        while (true)
        {
            if (hosts[index] is { } last)
                await last.DisposeAsync();
            var host = hosts[index] = LabUnderTest.BeginToJoin(hostData![index], Names[index], Main, token);
            if (await host.Answers())
                return;
            Assert.Contains("is in the cluster already", host.Errors, StringComparison.Ordinal);
        }
    }
}
