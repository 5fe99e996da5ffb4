using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Hosting;

/// <summary>The Grafana dashboard and the alert rules ask for metrics that the lab has.</summary>
public sealed partial class MonitoringTests(LabServer lab)
{
    private const string Promtool = "promtool";

    private const string NeedsPromtool = "promtool is not installed: it comes with Debian's package prometheus.";

    /// <summary>What promtool ends with where it read everything, and does not like some names.</summary>
    private const int OddNames = 3;

    /// <summary>Looked for in a process of its own: here, hosts of other tests take them along when they end.</summary>
    private static readonly string[] OfProcesses = ["http_server_request_duration_seconds_bucket"];

    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "docker");

    [Fact]
    public async Task every_metric_of_the_dashboard_and_the_rules_is_there()
    {
        var there = Names(await Metrics());
        foreach (var file in (string[])["grafana.json", "alerts.yaml"])
        {
            var asked = Asked(await File.ReadAllTextAsync(Path.Combine(Files, file)));
            Assert.Contains("pgganlab_disk_free_bytes", asked);
            Assert.Empty(asked.Except(there).Except(OfProcesses));
        }
        Assert.True(
            there.Where(name => name.StartsWith("pgganlab_", StringComparison.Ordinal))
                .ToHashSet().IsSubsetOf(Documented()), "docs/operations.md lacks a metric.");
    }

    [Fact]
    public async Task the_dashboard_has_a_title_a_place_and_a_question_in_every_panel()
    {
        var dashboard = await Dashboard();
        var panels = dashboard.GetProperty("panels").EnumerateArray().ToArray();
        Assert.NotEmpty(panels);
        Assert.Equal(panels.Length, panels.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels, panel =>
        {
            Assert.NotEqual("", panel.GetProperty("title").GetString());
            Assert.InRange(panel.GetProperty("gridPos").GetProperty("x").GetInt32()
                + panel.GetProperty("gridPos").GetProperty("w").GetInt32(), 1, 24);
            Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
        });
    }

    [Fact]
    public async Task promtool_reads_the_metrics()
    {
        var (code, said) = await Run(["check", "metrics"], await Metrics());
        Assert.True(code is 0 or OddNames, said);
        Assert.All(said.Split('\n', StringSplitOptions.RemoveEmptyEntries),         // .NET's own names are not ours
            line => Assert.StartsWith("dotnet_", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task promtool_reads_the_rules_and_the_dashboards_questions()
    {
        var (code, said) = await Run(["check", "rules", Path.Combine(Files, "alerts.yaml")], "");
        Assert.True(code == 0, said);
        Assert.Contains("SUCCESS", said, StringComparison.Ordinal);

        var dashboard = await Dashboard();
        var questions = dashboard.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString())
            .Select((question, i) => $"  - record: question:{i}\n    expr: >-\n      {question}\n");
        var rules = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(rules, $"groups:\n- name: dashboard\n  rules:\n{string.Concat(questions)}");
            (code, said) = await Run(["check", "rules", rules], "");
            Assert.True(code == 0, said);
        }
        finally
        {
            File.Delete(rules);
        }
    }

    /// <summary>Everything, once something has been trained and asked for.</summary>
    private async Task<string> Metrics()
    {
        await lab.Finished;
        await lab.Http.GetStringAsync("/health");
        return await lab.Http.GetStringAsync("/metrics");
    }

    private static async Task<JsonElement> Dashboard() =>
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Files, "grafana.json"))).RootElement;

    private static HashSet<string> Names(string metrics) =>
        [.. SampleName().Matches(metrics).Select(match => match.Groups[1].Value)];

    private static HashSet<string> Asked(string text) => [.. AskedName().Matches(text).Select(match => match.Value)];

    private static HashSet<string> Documented() => [.. Asked(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "docs", "operations.md"))).SelectMany(name =>
            (string[])[name, $"{name}_bucket", $"{name}_sum", $"{name}_count"])];

    private static async Task<(int Code, string Said)> Run(string[] arguments, string input)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, Promtool))), NeedsPromtool);
        using var process = Process.Start(new ProcessStartInfo(Promtool, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex("^([a-z_]+)[{ ]", RegexOptions.Multiline)]
    private static partial Regex SampleName();

    [GeneratedRegex("(pgganlab|dotnet|http_server)_[a-z_]+")]
    private static partial Regex AskedName();
}
