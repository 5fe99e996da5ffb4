using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PgGanLab.Silo.Hosting;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Browser.Tests.Host;

/// <summary>The lab as a user runs it: a process on its own data directory with a few hundred made-up images.</summary>
internal sealed class LabProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string[] options;

    private readonly string data = Directory.CreateTempSubdirectory("pgganlab-browser-").FullName;
    private readonly int port = FreePort.Find();
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentQueue<string> printed = new();
    private readonly HttpClient http = new();
    private Process? process;

    /// <param name="options">More of the command line.</param>
    public LabProcess(params string[] options)
    {
        this.options = options;
        TinySource.Write(data);
    }

    public int Port => port;

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

    /// <summary>Starts the lab, always on the same port, and waits until it answers.</summary>
    public async Task Start()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data
        };
        foreach (var argument in (string[])[
            BuiltProgram.Path("Dashboard"), "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture),
            "--Lab:Devices", "cpu:0", "--Lab:FashionMnistDirectory", Path.Combine(data, "source"), .. options])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) =>
        {
            printed.Enqueue(line.Data ?? "");
            if (line.Data?.StartsWith("PgGanLab is at", StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(Patience));
        Assert.True(first == ready.Task, $"The lab did not start: {string.Join('\n', said)}");
        if (OwnerToken is { } token)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>What lets its owner in; null where nobody signs in.</summary>
    public string? OwnerToken => Path.Combine(data, "owner-token") is var file && File.Exists(file)
        ? File.ReadLines(file).First()["token=".Length..]
        : null;

    /// <summary>Adds somebody who can sign in.</summary>
    public async Task AddUser(string name, string role, string password)
    {
        using var answer = await http.PostAsJsonAsync($"{Address}/api/v1/users", new { name, role, password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Who the lab says that somebody with a token is.</summary>
    public async Task<string?> NameOf(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Address}/api/v1/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("name").GetString();
    }

    /// <summary>Waits until it has said a line on standard output, and gives the line after it.</summary>
    public async Task<string> After(string text)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            Assert.True(clock.Elapsed < Patience, $"It never said: {text}");
            var lines = printed.SkipWhile(line => !line.Contains(text, StringComparison.Ordinal)).ToArray();
            if (lines.Length > 1)
                return lines[1].Trim();
        }
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public Task PrepareDataset() =>
        Post("datasets", "application/json", """{"name": "tiny", "kind": "fashion-mnist"}""");

    /// <returns>The sweep's id.</returns>
    public async Task<string> Submit(string yaml) =>
        (await Post("sweeps", "application/yaml", yaml)).GetProperty("id").GetString()!;

    /// <summary>Cancels a sweep; nothing where there is none.</summary>
    public async Task Cancel(string id)
    {
        using var answer = await http.PostAsync($"{Address}/api/v1/sweeps/{id}/cancel", null);
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound,
            await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        var ended = process is { HasExited: true, ExitCode: var code } ? $"It ended by itself with {code}: " : null;
        if (process is { HasExited: false })
            await Kill();
        process?.Dispose();
        http.Dispose();
        Directory.Delete(data, recursive: true);
        Assert.True(ended is null, ended + string.Join('\n', said));
    }

    private async Task<JsonElement> Post(string path, string type, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        var answer = await http.PostAsync($"{Address}/api/v1/{path}", content);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

/// <summary>Programs that are built beside this assembly, with the same configuration.</summary>
internal static class BuiltProgram
{
    /// <param name="project">Such as <c>Cli</c>.</param>
    public static string Path(string project) => System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "../..", project, new DirectoryInfo(AppContext.BaseDirectory).Name,
        $"PgGanLab.{project}.dll"));
}
