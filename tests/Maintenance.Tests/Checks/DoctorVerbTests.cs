using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using PgGanLab.Maintenance.Checks;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Maintenance.Tests.Checks;

public sealed class DoctorVerbTests : IAsyncLifetime
{
    private StoppedLab lab = null!;

    public async ValueTask InitializeAsync() => lab = await StoppedLab.Create();

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task a_sound_machine_and_lab_are_well_and_the_devices_train()
    {
        var (code, findings) = await Doctor("--seconds", "0.2", "--devices", "cpu:0");
        Assert.Equal((0, ""), (code, string.Join('\n', findings.Where(f => f.Verdict == Verdict.Fail))));
        Assert.Equal(
            "machine versions directories disk clock port database store lab libtorch cpu:0",
            string.Join(' ', findings.Select(finding => finding.Subject)));
        Assert.Matches("images/s at 16x16 over 0\\.[2-9] s, the same bytes twice$", findings[^1].Text);
        Assert.Matches("a write is durable after [0-9.]+ ms$", findings[3].Text);
    }

    [Fact]
    public async Task people_read_a_line_each_and_what_to_do_under_it()
    {
        File.Delete(lab.Directories.Resolve(StoppedLab.Checkpoint(1000)));
        var said = await CommandLine.Run(
            "doctor", "--data", lab.Data, "--seconds", "0", "--port", FreePort());
        Assert.Equal((1, ""), (said.Code, said.Error));
        Assert.Contains(
            $"fail  store        {lab.Directories.Store} lacks 1 file on record, such as "
            + $"{StoppedLab.Checkpoint(1000)}\n"
            + "                   → is its disk mounted? Else ./lab verify has the lab make them again\n", said.Output,
            StringComparison.Ordinal);
        Assert.Matches("\n1 failure, [0-9]+ warnings?; [0-9]+ are well\\.$", said.Output);
    }

    [Fact]
    public async Task a_port_that_is_taken_is_told_with_the_process_that_has_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var found = await Find("port", "--port", port);
        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.EndsWith($"(process {Environment.ProcessId})", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_damaged_database_is_found()
    {
        var bytes = await File.ReadAllBytesAsync(lab.Directories.Database);
        Array.Fill<byte>(bytes, 0xff, 4096 * 3, 4096 * 20);
        await File.WriteAllBytesAsync(lab.Directories.Database, bytes);
        var found = await Find("database");
        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.Contains("./lab restore", found.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_database_of_a_newer_version_is_told()
    {
        lab.Sql("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '99')");
        var found = await Find("database");
        Assert.Equal(
            (Verdict.Fail, $"The lab database {lab.Directories.Database} was written by a newer PgGanLab "
                + "(migration 29990101000000_Future); use that version or a newer one"), (found.Verdict, found.Text));
    }

    [Fact]
    public async Task a_damaged_checkpoint_is_found()
    {
        lab.Write(StoppedLab.Checkpoint(1000), "other weights");
        var found = await Find("store");
        Assert.Equal((Verdict.Fail, $"{StoppedLab.Checkpoint(1000)} is damaged"), (found.Verdict, found.Text));
    }

    [Fact]
    public async Task the_store_of_another_lab_is_told()
    {
        lab.Write("lab-id", "another\n");
        var found = await Find("store");
        Assert.Equal(
            (Verdict.Fail, $"{lab.Directories.Store} belongs to another lab"), (found.Verdict, found.Text));
    }

    [Fact]
    public async Task secrets_that_others_may_read_are_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Unix has such modes.");
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(
                lab.Directories.Database, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var found = await Find("directories");
        Assert.Equal((Verdict.Warn, $"chmod 600 {lab.Directories.Database}"), (found.Verdict, found.Mend));
    }

    [Fact]
    public async Task a_directory_that_can_not_be_made_is_told()
    {
        var (code, findings) = await Run("--data", "/proc/lab", "--seconds", "0");
        Assert.Equal(1, code);
        Assert.StartsWith("/proc/lab is not there and can't be made: ",
            findings.Single(finding => finding.Subject == "directories").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_full_disk_is_told()
    {
        using var disk = SmallDisk.TryMount(megabytes: 32);
        if (disk is null)
            Assert.Skip(SmallDisk.NeedsRoot);
        var (_, findings) = await Run("--data", Path.Combine(disk.Path, "data"), "--seconds", "0");
        var found = findings.Single(finding => finding.Subject == "disk");
        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.Matches($"^33\\.[0-9] MB of 33\\.6 MB free at {disk.Path}$", found.Text);
    }

    [Fact]
    public async Task a_database_server_that_is_away_is_told_without_its_password()
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(Check).Assembly.Location, "doctor", "--data", lab.Beside("none"), "--seconds", "0"])
        {
            RedirectStandardOutput = true,
            Environment = { ["ConnectionStrings__Lab"] = "Host=127.0.0.1;Port=1;Database=lab;Password=geheim" },
        })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("fail  database     The PostgreSQL database lab at 127.0.0.1:1 can't be used: ", said,
            StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_running_lab_tells_what_is_not_well_its_clock_and_its_members()
    {
        await using var fake = await FakeLab.Start(hoursAhead: 1);
        var (code, findings) = await Doctor("--server", fake.Address, "--seconds", "0");
        Assert.Equal(1, code);
        Assert.Equal(
            [
                (Verdict.Fail, "lab", "The disk of /store is full"),
                (Verdict.Warn, "lab's clock", "3590s from this machine's"),
                (Verdict.Warn, "members", "1 host with 1 worker; old/cpu:0 is gone since 2026-12-01 00:00 UTC"),
            ],
            findings.Where(f => f.Subject is "lab" or "lab's clock" or "members")
                .Select(f => (f.Verdict, f.Subject, Regex.Replace(f.Text, "^35[89][0-9] ", "3590"))));
    }

    [Fact]
    public async Task a_server_that_does_not_answer_is_told()
    {
        var address = $"http://localhost:{FreePort()}";
        var found = await Find("lab", "--server", address);
        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.StartsWith($"{address}/ does not answer: ", found.Text, StringComparison.Ordinal);
    }

    private async Task<Finding> Find(string subject, params string[] options) =>
        (await Doctor([.. options, "--seconds", "0"])).Findings.First(finding => finding.Subject == subject);

    private Task<(int Code, Finding[] Findings)> Doctor(params string[] options) =>
        Run([.. options.Contains("--port") ? options
            : [.. options, "--port", FreePort()], "--data", lab.Data]);

    private static async Task<(int Code, Finding[] Findings)> Run(params string[] options)
    {
        var said = await CommandLine.Run(["doctor", "--json", .. options]);
        Assert.Equal("", said.Error);
        var answer = JsonDocument.Parse(said.Output).RootElement;
        Assert.Equal(said.Code == 0, answer.GetProperty("healthy").GetBoolean());
        return (said.Code, answer.GetProperty("findings").Deserialize<Finding[]>(Grains.LabJson.Options)!);
    }

    private static string FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }
}
