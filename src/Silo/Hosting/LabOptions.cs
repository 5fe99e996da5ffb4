using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Packing;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// What a lab process is told at its start; the section <c>Lab</c> of the configuration (<c>--Lab:DataDirectory=…</c>,
/// <c>LAB__DATADIRECTORY=…</c>, appsettings.json).
/// </summary>
public sealed partial record LabOptions
{
    public const string Section = "Lab";

    /// <summary>Where the state of this host lives: database, store, logs, lock.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Large files; empty means <c>store</c> in the data directory. The hosts of a cluster share it.</summary>
    public string StoreDirectory { get; init; } = "";

    /// <summary>
    /// Most that the store may take, such as <c>200GB</c>; empty: no limit. What is larger is freed, the least valuable
    /// first (docs/operations.md).
    /// </summary>
    public string Disk { get; init; } = "";

    /// <summary>
    /// Whether to go on with a store that is another lab's, or has nothing of what is on record; what it lacks leaves
    /// the record (docs/operations.md).
    /// </summary>
    public bool AcceptLoss { get; init; }

    /// <summary>
    /// TorchScript file that tells FID and KID (docs/training.md); its code is run with the rights of the lab. The store
    /// keeps it under its SHA-256; empty: the store's extractors stay.
    /// </summary>
    public string Extractor { get; init; } = "";

    /// <summary>This host's name in worker names: lower-case letters, digits, dots and dashes.</summary>
    public string HostName { get; init; } = DefaultHostName();

    /// <summary>
    /// Workers with commas, such as <c>cpu:0,cpu:1</c>, <c>cuda:0</c> or <c>cuda:0+cuda:1</c> (two GPUs that share
    /// each minibatch; part of what a checkpoint's bytes depend on); empty means a worker for every GPU, or every
    /// core where there is none; <c>none</c>: no workers.
    /// </summary>
    public string Devices { get; init; } = "";

    /// <summary>Threads that each trainer uses, 1 to 256. Part of what a checkpoint's bytes depend on.</summary>
    public int ThreadsPerWorker { get; init; } = 1;

    /// <summary>
    /// Megabytes (10^6 bytes) of memory that each worker's tensors may take, 1 or more; 0: what a GPU has, no limit on
    /// the CPU. What does not fit is trained in smaller shares of its minibatches, or waits for a larger worker.
    /// </summary>
    public int WorkerMemoryMb { get; init; }

    /// <summary>
    /// Most phases that each device trains at once, 1 to 16; more than one where that was measured to train more images
    /// a second (docs/scheduling.md). No checkpoint's bytes depend on it.
    /// </summary>
    public int PhasesPerDevice { get; init; } = 1;

    /// <summary>
    /// Labels of this host's workers, which sweeps can ask for, such as <c>gpu=a100,site=attic</c>.
    /// </summary>
    public string WorkerLabels { get; init; } = "";

    /// <summary>
    /// Seconds of training between snapshots inside a phase, 0.1 to 3600; the most work that a crash can lose.
    /// </summary>
    public double SnapshotSeconds { get; init; } = 60;

    /// <summary>Seconds that a stopping lab waits for its workers' snapshots, 1 to 600.</summary>
    public double StopSeconds { get; init; } = 30;

    /// <summary>
    /// Name of the cluster over PostgreSQL (<c>ConnectionStrings:Lab</c>) of which this host is a member; empty: none.
    /// </summary>
    public string Cluster { get; init; } = "";

    /// <summary>
    /// Whether other hosts may join this lab with a token (docs/cluster.md): it is the lab host, has database and store,
    /// and keeps the list of members.
    /// </summary>
    public bool AcceptsHosts { get; init; }

    /// <summary>
    /// The lab host that this host joins with its workers, such as <c>http://lab-host:5080</c>; empty: it joins none.
    /// </summary>
    public string Join { get; init; } = "";

    /// <summary>With <see cref="Join"/>: the secret of a token, as <c>./lab token new</c> made it.</summary>
    public string Token { get; init; } = "";

    /// <summary>With <see cref="Join"/>: most that this host keeps of the lab's files.</summary>
    public string Cache { get; init; } = "50GB";

    /// <summary>
    /// In a cluster of a lab host: the address at which the other silos reach this one; empty: the one that the lab
    /// listens at, or by which it reaches the lab host.
    /// </summary>
    public string SiloAddress { get; init; } = "";

    /// <summary>
    /// In a cluster of a lab host: whether it listens to the other silos at every address of this host, else at
    /// <see cref="SiloAddress"/> alone.
    /// </summary>
    public bool ListensAnywhere { get; init; }

    /// <summary>
    /// In a cluster: the port on which the other silos reach this one. 0, in a cluster of a lab host: any that is free.
    /// </summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>
    /// In a cluster: seconds within which a host must answer a probe, 0.2 to 60; after two that it does not answer it is
    /// given up. More on machines that have too much to do.
    /// </summary>
    public double ProbeSeconds { get; init; } = 1;

    /// <summary>Of a lab host: the port of the list of members; 0: any that is free, chosen once.</summary>
    public int MembershipPort { get; init; } = 11112;

    /// <summary>In a cluster: the port for clients.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>
    /// Gateways of a running cluster, <c>host:port</c> with commas: this process has no silo and no devices, and shows
    /// the cluster's lab. Empty: it hosts a silo.
    /// </summary>
    public string Gateways { get; init; } = "";

    /// <summary>Where the Debian package dataset-fashion-mnist keeps its files.</summary>
    public string FashionMnistDirectory { get; init; } = "/usr/share/datasets/fashion-mnist";

    /// <summary>Reads the section; without it, the defaults.</summary>
    /// <exception cref="InvalidInputException">An unknown key, or a value that can't be read or used.</exception>
    public static LabOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var known = typeof(LabOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).ToArray();
        foreach (var key in section.GetChildren().Select(c => c.Key)
            .Where(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase)))
            throw new InvalidInputException(
                $"Unknown option {Section}:{InputText.Shown(key)}; {NearestName.Hint(key, known)}");
        try
        {
            var options = section.Get<LabOptions>() ?? new LabOptions();
            options.Check();
            return options;
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidInputException($"An option of the lab can't be read: {Readable.Clause(e.Message)}.", e);
        }
    }

    /// <summary>
    /// Who makes datasets here, on record: the host, or of a client of a cluster the process that has its data
    /// directory, so that a silo on the same host never takes what the client is making.
    /// </summary>
    public string DatasetMaker => Gateways.Length == 0 ? HostName
        : $"{HostName}.client-"
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Directories.Data)))[..8];

    /// <summary>The same in bytes; null without a limit of its own.</summary>
    public long? WorkerMemoryBytes => WorkerMemoryMb == 0 ? null : WorkerMemoryMb * 1_000_000L;

    /// <summary>Most bytes of the store; null without a limit.</summary>
    public long? DiskBytes => Disk.Length == 0 ? null : ByteText.Read(Disk);

    /// <summary>The lab host that is joined; null where <see cref="Join"/> names none.</summary>
    public Uri? JoinAddress => Uri.TryCreate(Join, UriKind.Absolute, out var address)
        && address.Scheme is ("http" or "https") && address is { Query: "", Fragment: "", UserInfo: "" } ? address : null;

    /// <summary>The directories of this host.</summary>
    public LabDirectories Directories =>
        LabDirectories.Of(DataDirectory, StoreDirectory.Length > 0 ? StoreDirectory : null);

    /// <summary>Checks what the process was told.</summary>
    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public void Check()
    {
        Require(!string.IsNullOrWhiteSpace(DataDirectory), nameof(DataDirectory), "it must name a directory");
        Require(HostPattern().IsMatch(HostName), nameof(HostName),
            "a host name has 1 to 63 lower-case letters, digits, dots and dashes", HostName);
        Require(ThreadsPerWorker is >= 1 and <= 256, nameof(ThreadsPerWorker), "it must be 1 to 256", ThreadsPerWorker);
        Require(WorkerMemoryMb >= 0, nameof(WorkerMemoryMb), "it must be 0 or more megabytes", WorkerMemoryMb);
        Require(PhasesPerDevice is >= 1 and <= PackingRules.MostLanes, nameof(PhasesPerDevice), "it must be 1 to 16",
            PhasesPerDevice);
        _ = Growth.Workers.WorkerLabels.Parse(WorkerLabels);

        Require(Disk.Length == 0 || ByteText.Read(Disk) is not null, nameof(Disk), ByteText.Right, Disk);
        Require(SnapshotSeconds is >= 0.1 and <= 3600, nameof(SnapshotSeconds),
            "it must be 0.1 to 3600 seconds", SnapshotSeconds);
        Require(StopSeconds is >= 1 and <= 600, nameof(StopSeconds), "it must be 1 to 600 seconds", StopSeconds);
        Require(Cluster.Length == 0 || StoreDirectory.Length > 0, nameof(StoreDirectory),
            "a cluster needs a directory that all its hosts share");
        Require(Gateways.Length == 0 || StoreDirectory.Length > 0, nameof(StoreDirectory),
            "a client needs the directory that all hosts of its cluster share");
        Require(SiloPort is >= 0 and < 65536 && (SiloPort > 0 || Cluster.Length == 0), nameof(SiloPort),
            "it must be 1 to 65535", SiloPort);
        Require(ProbeSeconds is >= 0.2 and <= 60, nameof(ProbeSeconds), "it must be 0.2 to 60 seconds", ProbeSeconds);
        Require(MembershipPort is >= 0 and < 65536, nameof(MembershipPort), "it must be 0 to 65535", MembershipPort);
        Require(SiloAddress.Length == 0 || System.Net.IPAddress.TryParse(SiloAddress, out _), nameof(SiloAddress),
            "it must be an address such as 10.0.0.7", SiloAddress);
        Require(!AcceptsHosts || Cluster.Length + Gateways.Length + Join.Length == 0, nameof(AcceptsHosts),
            "a lab host is no member of another cluster: leave out Lab:Cluster, Lab:Gateways and Lab:Join");
        Require(Join.Length == 0 || JoinAddress is not null, nameof(Join),
            "it must be the lab host's address, such as http://lab-host:5080", Join);
        Require(Join.Length == 0 || Cluster.Length + Gateways.Length + StoreDirectory.Length == 0, nameof(Join),
            "who joins a lab host gets all from it: leave out Lab:Cluster, Lab:Gateways and Lab:StoreDirectory");
        Require(Join.Length == 0 || Token.Length > 0, nameof(Token),
            "joining needs a token; ./lab token new on the lab host makes one");
        Require(ByteText.Read(Cache) is not null, nameof(Cache), ByteText.Right, Cache);
        Require(GatewayPort is > 0 and < 65536, nameof(GatewayPort), "it must be 1 to 65535", GatewayPort);
    }

    private static void Require(bool holds, string option, string right, object? value = null)
    {
        if (!holds)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"Option {Section}:{option} {(value is null ? "is wrong" : $"is '{value}'")}; {right}."));
    }

    private static string DefaultHostName()
    {
        var name = NotInHostName().Replace(Environment.MachineName.ToLowerInvariant(), "-").Trim('-', '.');
        return name.Length is > 0 and <= 63 ? name : "lab";
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$")]
    private static partial Regex HostPattern();

    [GeneratedRegex("[^a-z0-9.-]+")]
    private static partial Regex NotInHostName();
}
