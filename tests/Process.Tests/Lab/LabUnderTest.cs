using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Process.Tests.Lab;

/// <summary>The real lab, built, as a process of its own on a data directory.</summary>
internal sealed class LabUnderTest : IAsyncDisposable
{
    /// <summary>Longest wait for anything: a busy machine may take long to start a process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly string Program =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Dashboard/release/PgGanLab.Dashboard.dll"));

    private readonly System.Diagnostics.Process process;
    private readonly string store;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource<Uri> answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpClient? http;

    private LabUnderTest(
        string data, int port, string? store, string address = "localhost", ProcessStartInfo? program = null,
        string? built = null)
        : this(data, store, program ?? new ProcessStartInfo("dotnet"), built ?? Program, [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--address", address, "--Lab:StoreDirectory",
            store ?? Path.Combine(data, "store"), "--Lab:Devices", "cpu:0,cpu:1", .. Common(data)])
    {
    }

    private LabUnderTest(
        string data, string? store, ProcessStartInfo start, string built, IEnumerable<string> arguments)
    {
        Data = data;
        this.store = store ?? Path.Combine(data, "store");
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = data;
        foreach (var argument in (string[])[built, "--data", data, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        process = System.Diagnostics.Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>Whether its process has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Its data directory.</summary>
    public string Data { get; }

    public Uri Address => answers.Task.Result;

    /// <summary>What it said on standard output so far: warnings and worse.</summary>
    public IEnumerable<string> Said => said;

    /// <summary>What it said on standard error so far.</summary>
    public string Errors => string.Join('\n', errors).Trim();

    private HttpClient Http => http ??= new HttpClient { BaseAddress = new Uri(Address, "/api/v1/") };

    /// <summary>Starts a lab and waits until it answers.</summary>
    /// <param name="store">Store directory; null for the one in the data directory.</param>
    /// <param name="program">What runs the lab's program; <c>dotnet</c> without it.</param>
    /// <param name="built">The lab's program, where it is not the one that was built here.</param>
    /// <param name="address">Where it listens.</param>
    public static async Task<LabUnderTest> Start(
        string data, string? store = null, ProcessStartInfo? program = null, string? built = null,
        string address = "localhost")
    {
        var lab = new LabUnderTest(data, 0, store, address, program, built);
        await lab.Ready();
        return lab;
    }

    /// <summary>Starts a lab host without workers, which others join, and waits until it answers.</summary>
    /// <param name="data">Data directory.</param>
    /// <param name="port">Of its API; 0 for any.</param>
    public static async Task<LabUnderTest> StartLabHost(string data, int port = 0)
    {
        var lab = new LabUnderTest(data, null, new ProcessStartInfo("dotnet"), Program, [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--Lab:AcceptsHosts", "true", "--Lab:Devices",
            "none", "--Lab:HostName", "lab", "--Lab:SiloPort", "0", "--Lab:MembershipPort", "0", "--Lab:ProbeSeconds",
            "3", .. Common(data)]);
        await lab.Ready();
        return lab;
    }

    /// <summary>Starts a host with one worker that joins a lab host; returns at once.</summary>
    /// <param name="data">Its own data directory.</param>
    /// <param name="name">Its name.</param>
    /// <param name="labHost">Whom it joins.</param>
    /// <param name="token">With what.</param>
    /// <param name="stopSeconds">How long it waits for its worker's snapshot when it is asked to stop.</param>
    public static LabUnderTest BeginToJoin(
        string data, string name, LabUnderTest labHost, string token, int stopSeconds = 30) => new(
        data, null, new ProcessStartInfo("dotnet") { Environment = { ["LAB_TOKEN"] = token } }, Program, [
            "--port", "0", "--join", labHost.Address.ToString(), "--Lab:HostName", name, "--Lab:SiloPort", "0",
            "--Lab:Devices", "cpu:0", "--Lab:StopSeconds", stopSeconds.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Waits until it answers.</summary>
    public async Task Ready() =>
        Assert.True(await Answers(), $"The lab did not start: {Errors}\n{string.Join('\n', said)}");

    /// <summary>Waits until it answers.</summary>
    /// <returns>False where it ended instead, or took too long.</returns>
    public async Task<bool> Answers() =>
        await Task.WhenAny(answers.Task, process.WaitForExitAsync(), Task.Delay(Patience)) == answers.Task;

    /// <summary>Waits until it has refused to start.</summary>
    /// <returns>Its exit code and what it said on standard error.</returns>
    public async Task<(int Code, string Errors)> Refusal() => (await Exit(), Errors);

    private static string[] Common(string data) =>
        ["--Lab:SnapshotSeconds", "0.3", "--Lab:FashionMnistDirectory", Path.Combine(data, "source")];

    /// <summary>Starts a lab that is expected to refuse.</summary>
    /// <returns>Its exit code and what it said on standard error.</returns>
    public static async Task<(int Code, string Errors)> Refused(
        string data, int port = 0, string address = "localhost", ProcessStartInfo? program = null)
    {
        await using var lab = new LabUnderTest(data, port, null, address, program);
        return (await lab.Exit(), lab.Errors);
    }

    /// <summary>What one of its pages, or a file that pages load, answers.</summary>
    public Task<string> Page(string path) => Http.GetStringAsync(new Uri(Address, path));

    /// <summary>kill -9.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> Kill()
    {
        process.Kill();
        return Exit();
    }

    /// <summary>kill -9 in the moment in which a file appears in the store.</summary>
    /// <param name="file">Whether it is this one, by its path in the store.</param>
    public async Task KillWhen(Func<string, bool> file)
    {
        using var watcher = new FileSystemWatcher(store)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName
        };
        watcher.Renamed += (_, appeared) =>
        {
            if (file(appeared.Name!))
                process.Kill();
        };
        watcher.EnableRaisingEvents = true;
        await Exit();
    }

    /// <summary>kill -9 in the moment in which a file goes from the store.</summary>
    /// <param name="pattern">Such as <c>*.safetensors</c>.</param>
    public async Task KillWhenDeleted(string pattern)
    {
        using var watcher = new FileSystemWatcher(store, pattern) { IncludeSubdirectories = true };
        watcher.Deleted += (_, _) => process.Kill();
        watcher.EnableRaisingEvents = true;
        await Exit();
    }

    /// <summary>Files of the store, by name.</summary>
    /// <param name="pattern">Such as <c>*.tmp</c>.</param>
    public string[] Files(string pattern) =>
        [.. Directory.GetFiles(store, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(store, path)).Order(StringComparer.Ordinal)];

    /// <summary>Waits until the store has no more such files than these.</summary>
    public Task UntilLeft(string pattern, int count) =>
        Until(() => Task.FromResult(Files(pattern).Length <= count), () => string.Join('\n', Files(pattern)));

    /// <summary>Sends a signal, such as <c>INT</c>, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop(string signal)
    {
        await Signal(signal);
        return await Exit();
    }

    /// <summary>Sends a signal, such as <c>STOP</c>.</summary>
    public async Task Signal(string signal)
    {
        using var kill = System.Diagnostics.Process.Start(
            "kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<T> Get<T>(string path) =>
        await Http.GetFromJsonAsync<T>(path, LabJson.Options)
        ?? throw new InvalidDataException($"{path} answered null.");

    public Task<SweepView> Sweep(string id) => Get<SweepView>($"sweeps/{id}");

    public Task<CheckpointFile[]> Checkpoints(string experiment) =>
        Get<CheckpointFile[]>($"experiments/{experiment}/checkpoints");

    /// <summary>Prepares the dataset and submits a sweep.</summary>
    /// <returns>The sweep's id.</returns>
    public async Task<string> Submit(object sweep)
    {
        await Post("datasets", new { name = "tiny", kind = "fashion-mnist" });
        var answer = await Post("sweeps", sweep);
        return (await answer.Content.ReadFromJsonAsync<SweepSummary>(LabJson.Options))!.Id;
    }

    /// <summary>Asks for the sweep until it looks as wanted.</summary>
    public async Task<SweepView> Until(string id, Func<SweepView, bool> wanted)
    {
        var view = await Sweep(id);
        await Until(async () => wanted(view = await Sweep(id)), () => $"the sweep: {view}");
        return view;
    }

    /// <summary>The token in the line that a new lab host prints for those who join it.</summary>
    public async Task<string> FirstToken()
    {
        const string before = " --token ";
        await UntilSaid(before);
        var line = said.First(l => l.Contains(before, StringComparison.Ordinal));
        return line[(line.IndexOf(before, StringComparison.Ordinal) + before.Length)..];
    }

    /// <summary>Waits until the lab has these workers, and they are alive.</summary>
    public Task UntilWorkers(params string[] names) => Until(async () =>
        (await Get<Worker[]>("workers")).Where(w => w.Status != WorkerStatus.Gone).Select(w => w.Name)
            .Order(StringComparer.Ordinal).SequenceEqual(names), () => $"workers: {string.Join(' ', names)}");

    /// <summary>Waits until it has said something on standard output.</summary>
    public Task UntilSaid(string text) =>
        Until(() => Task.FromResult(said.Any(line => line.Contains(text, StringComparison.Ordinal))), () =>
            $"it said: {string.Join('\n', said)}");

    /// <summary>Asks for what is expected to be refused.</summary>
    /// <returns>The status and the whole answer.</returns>
    public async Task<(int Status, string Answer)> Ask(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What <c>/health</c> answers.</summary>
    public async Task<string> Health()
    {
        using var answer = await Http.GetAsync(new Uri(Address, "/health"));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>What <c>/metrics</c> answers.</summary>
    public Task<string> Metrics() => Http.GetStringAsync(new Uri(Address, "/metrics"));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
        http?.Dispose();
    }

    private async Task Until(Func<Task<bool>> wanted, Func<string> instead)
    {
        var clock = Stopwatch.StartNew();
        while (!await wanted())
        {
            Assert.True(clock.Elapsed < Patience, $"It never came; {instead()}\n{Errors}");
            await Task.Delay(20);
        }
    }

    private async Task<HttpResponseMessage> Post(string path, object body)
    {
        var answer = await Http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode,
            $"POST {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    private async Task<int> Exit()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    private void Hear(string? line)
    {
        said.Enqueue(line ?? "");
        const string ready = "PgGanLab is at ";
        if (line?.StartsWith(ready, StringComparison.Ordinal) == true)
            answers.TrySetResult(new Uri(line[ready.Length..]));
    }
}
