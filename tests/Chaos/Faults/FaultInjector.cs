using System.Globalization;
using System.Text.Json;
using PgGanLab.Chaos.Runs;
using PgGanLab.Grains;
using PgGanLab.Grains.Retention;
using PgGanLab.Process.Tests.Lab;

namespace PgGanLab.Chaos.Faults;

/// <summary>Does to a lab what a schedule says, and proves of each fault that it happened.</summary>
internal sealed class FaultInjector(LabUnderFaults lab)
{
    private readonly LabRecord record = new(lab.Recorder);

    /// <summary>Files that were damaged.</summary>
    public HashSet<string> Damaged { get; } = [];

    /// <summary>Lets one come; returns when it is over and all processes run again.</summary>
    public async Task<FiredFault> Fire(PlannedFault fault)
    {
        var host = IsOfHost(fault.Kind) ? lab.HostName(fault.Host) : null;
        var victims = record.Training(host);
        var began = Now;
        var (evidence, over) = fault.Kind switch
        {
            FaultKind.Kill => (Code(137, await lab.Main.Kill()), Now),
            FaultKind.Terminate => (Code(0, await lab.Main.Stop("TERM")), Now),
            FaultKind.Pause => (await Pause(lab.Main, fault.Lasts), Now),
            FaultKind.LockDatabase => (await Lock(fault.Lasts), Now),
            FaultKind.FillDisk => (await FillDisk(), Now),
            FaultKind.DamageCheckpoint => await DamageCheckpoint(),
            FaultKind.StealLease => await StealLease(),
            FaultKind.FreeStore => (await FreeStore(), Now),
            FaultKind.KillHost => (Code(137, await lab.Host(fault.Host).Kill()), Now),
            FaultKind.TerminateHost => (Code(0, await lab.Host(fault.Host).Stop("TERM")), Now),
            FaultKind.PauseHost => (await Pause(lab.Host(fault.Host), 3 * fault.Lasts), Now),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, null),
        };
        await lab.StartWhatEnded();
        return new FiredFault(fault.Kind, began, over, victims, evidence);
    }

    private static bool IsOfHost(FaultKind kind) =>
        kind is FaultKind.KillHost or FaultKind.PauseHost or FaultKind.TerminateHost;

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static string Code(int expected, int code)
    {
        Assert.Equal(expected, code);
        return string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {code}");
    }

    private static async Task<string> Pause(LabUnderTest process, TimeSpan lasts)
    {
        await process.Signal("STOP");
        await Wait.Until(() => State(process) == 'T', "the process is stopped");
        await Task.Delay(lasts);
        Assert.Equal('T', State(process));
        await process.Signal("CONT");
        return Lasted(lasts, "the process was in state T");
    }

    /// <summary>Of all its threads: T for one that was stopped. Source: proc_pid_stat(5).</summary>
    private static char State(LabUnderTest process)
    {
        var text = File.ReadAllText($"/proc/{process.Id}/stat");
        return text[text.LastIndexOf(')') + 2];
    }

    private async Task<string> Lock(TimeSpan lasts)
    {
        Assert.Equal(0, await record.Lock(lasts));
        return Lasted(lasts, "the write lock was held, and nothing came on record");
    }

    private async Task<string> FillDisk()
    {
        string[] Waits() =>
        [
            .. lab.Main.Said.Where(line => line.Contains("waits until it can", StringComparison.Ordinal)),
            .. record.Events("store-full"),
        ];
        var before = Waits().Length;
        lab.Disk!.Fill();
        var said = await Wait.For(
            () => Waits() is var now && now.Length > before ? now[^1] : null,
            "the lab says that a file could not be stored, or that a phase waits for room");
        lab.Disk.Empty();
        return said;
    }

    private async Task<string> FreeStore()
    {
        var (status, answer) = await lab.Main.Ask("store/free?limit=1KB", new { });
        Assert.True(status == 200, answer);
        var usage = JsonSerializer.Deserialize<StoreUsage>(answer, LabJson.Options)!;
        return $"freed: {string.Join(", ", usage.Freed.Select(f => f.What()))}";
    }

    private async Task<(string Evidence, long Over)> DamageCheckpoint()
    {
        string? path;
        long killed;
        while (true)
        {
            await Wait.For(record.NextRead, "a checkpoint that is needed");
            Code(137, await lab.Main.Kill());
            killed = Now;
            if ((path = record.NextRead()) is not null)
                break;
            await lab.StartWhatEnded();                                         // its phase had just begun
        }
        Damage(Path.Combine(lab.Store, path));
        Damaged.Add(path);
        await lab.StartWhatEnded();
        var evidence = lab.HasHosts
            ? $"{path} has other bytes"                                         // a host may have a good copy
            : await Wait.For(() => record.Damage(path), $"the lab finds that {path} is damaged");
        return (evidence, killed);
    }

    private static void Damage(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = stream.Length / 2;
        var value = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(value ^ 0xFF));
    }

    private async Task<(string Evidence, long Over)> StealLease()
    {
        var stolen = await Wait.For(record.StealLease, "a phase is trained");
        var since = Now;
        await Wait.Until(() => record.LastToken(stolen.Phase) > stolen.Token + 1,
            $"phase {stolen.Phase} is leased again");
        return (string.Create(CultureInfo.InvariantCulture,
            $"phase {stolen.Phase} was taken from lease {stolen.Token} and is leased again with token "
            + $"{record.LastToken(stolen.Phase)}"), since);
    }

    private static string Lasted(TimeSpan lasts, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} for {lasts.TotalSeconds:F1} s");
}
