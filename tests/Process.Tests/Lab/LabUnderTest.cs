using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Process.Tests.Lab;

/// <summary>The real lab, built, as a process of its own on a data directory.</summary>
internal sealed class LabUnderTest : IAsyncDisposable
{
    /// <summary>Longest wait for anything: a busy machine may take long to start a process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Dashboard/release/PgGanLab.Dashboard.dll"));

    private readonly System.Diagnostics.Process process;
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource<Uri> answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpClient? http;

    private LabUnderTest(string data, int port)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data,
        };
        foreach (var argument in (string[])[Program, "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture),
            "--Lab:SnapshotSeconds", "0.3", "--Lab:Devices", "cpu:0,cpu:1", "--Lab:FashionMnistDirectory", Path.Combine(data, "source")])
            start.ArgumentList.Add(argument);
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        process = System.Diagnostics.Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public Uri Address => answers.Task.Result;

    /// <summary>What it said on standard error so far.</summary>
    public string Errors => string.Join('\n', errors).Trim();

    private HttpClient Http => http ??= new HttpClient { BaseAddress = new Uri(Address, "/api/v1/") };

    /// <summary>Starts a lab and waits until it answers.</summary>
    public static async Task<LabUnderTest> Start(string data)
    {
        var lab = new LabUnderTest(data, 0);
        var first = await Task.WhenAny(lab.answers.Task, lab.process.WaitForExitAsync(), Task.Delay(Patience));
        Assert.True(first == lab.answers.Task, $"The lab did not start: {lab.Errors}");
        return lab;
    }

    /// <summary>Starts a lab that is expected to refuse.</summary>
    /// <returns>Its exit code and what it said on standard error.</returns>
    public static async Task<(int Code, string Errors)> Refused(string data, int port = 0)
    {
        await using var lab = new LabUnderTest(data, port);
        return (await lab.Exit(), lab.Errors);
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process.Kill();
        await Exit();
    }

    /// <summary>Sends a signal, such as <c>INT</c>, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await Exit();
    }

    public async Task<T> Get<T>(string path) =>
        await Http.GetFromJsonAsync<T>(path, LabJson.Options) ?? throw new InvalidDataException($"{path} answered null.");

    public Task<SweepView> Sweep(string id) => Get<SweepView>($"sweeps/{id}");

    public Task<CheckpointView[]> Checkpoints(string experiment) => Get<CheckpointView[]>($"experiments/{experiment}/checkpoints");

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
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var view = await Sweep(id);
            if (wanted(view))
                return view;
            Assert.True(clock.Elapsed < Patience, $"It never came; the sweep: {view}\n{Errors}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
        http?.Dispose();
    }

    private async Task<HttpResponseMessage> Post(string path, object body)
    {
        var answer = await Http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    private async Task<int> Exit()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    private void Hear(string? line)
    {
        const string ready = "PgGanLab is at ";
        if (line?.StartsWith(ready, StringComparison.Ordinal) == true)
            answers.TrySetResult(new Uri(line[ready.Length..]));
    }
}
