using System.Globalization;
using System.Text.Json;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class LogsVerbTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-logs-");

    private string Logs => Directory.CreateDirectory(Path.Combine(folder.FullName, "logs")).FullName;

    [Fact]
    public async Task the_last_lines_of_all_files_are_shown_as_people_read_them()
    {
        Write("lab-20261129.log", Line(1, "old"), Line(2, "less old", "Warning"));
        Write("lab-20261130.log", Line(3, "new"));
        Write("lab-20261130_001.log", Line(4, "newer", "Error", "Boom\n  at Here()"), "no JSON");
        var result = await Run("--lines", "4");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal(
            $"""
            {Local(2)} warning     Store: less old
            {Local(3)} information Store: new
            {Local(4)} error       Store: newer
                Boom
                  at Here()
            no JSON

            """, result.Output);
    }

    [Fact]
    public async Task a_level_leaves_out_what_is_less()
    {
        Write("lab-20261130.log", Line(1, "a", "Warning"), Line(2, "b"), Line(3, "c", "Error"), Line(4, "d", "Debug"));
        var result = await Run("--level", "warning", "--json");
        Assert.Equal([Line(1, "a", "Warning"), Line(3, "c", "Error")], result.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task long_files_and_long_lines_are_read_from_their_end()
    {
        var lengthy = new string('ä', 700_000);
        Write("lab-20261130.log",
            [.. Enumerable.Range(0, 20_000).Select(n => Line(n % 60, $"line {n}")), Line(1, lengthy), Line(2, "last")]);
        var result = await Run("--lines", "3");
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.EndsWith("line 19999", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(lengthy, lines[1], StringComparison.Ordinal);
        var all = await Run("--lines", "100000");
        Assert.Equal(20_002, all.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task what_is_logged_follows_also_into_the_next_file()
    {
        Write("lab-20261130.log", Line(1, "before"));
        using var stop = new CancellationTokenSource(Patience);
        using var output = new Lines(line =>
        {
            if (line.Contains("before", StringComparison.Ordinal))
                File.AppendAllText(Path.Combine(Logs, "lab-20261130.log"), Line(2, "same file") + "\n{\"@t\":");
            else if (line.Contains("same file", StringComparison.Ordinal))
            {
                File.AppendAllText(Path.Combine(Logs, "lab-20261130.log"), Line(3, "whole at last")[6..] + "\n");
                Write("lab-20261201.log", Line(4, "next day"));
            }
            else if (line.Contains("next day", StringComparison.Ordinal))
                stop.Cancel();
        });
        var code = await LabCommand.Run(["logs", "--follow", "--data", folder.FullName],
            new System.CommandLine.InvocationConfiguration { Output = output }, stop.Token);
        Assert.Equal(130, code);
        Assert.Equal(["before", "same file", "whole at last", "next day"], output.All.Select(l => l.Split("Store: ")[1]));
    }

    [Theory]
    [InlineData("lab: --lines is 0; it must be 1 to 100000. ./lab logs --help says what is right.", "--lines", "0")]
    [InlineData(
        "lab: There is no level 'warn'; did you mean 'warning'? ./lab logs --help says what is right.",
        "--level", "warn")]
    public async Task a_wrong_option_gets_one_sentence(string sentence, params string[] options)
    {
        var result = await Run(options);
        Assert.Equal((1, sentence, ""), (result.Code, result.Error.TrimEnd(), result.Output));
    }

    [Fact]
    public async Task where_no_log_is_it_says_where_it_looked()
    {
        var result = await Run();
        Assert.Equal((1, $"lab: No log lies in {folder.FullName}/logs; --data names the data directory of a lab that ran "
            + "on this host."), (result.Code, result.Error.TrimEnd()));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<CommandLine.Result> Run(params string[] options) =>
        CommandLine.Run(["logs", "--data", folder.FullName, .. options]);

    private void Write(string file, params string[] lines) =>
        File.WriteAllText(Path.Combine(Logs, file), string.Concat(lines.Select(l => l + "\n")));

    private static string Line(int second, string text, string? level = null, string? thrown = null) =>
        JsonSerializer.Serialize(new Dictionary<string, string?>
        {
            ["@t"] = string.Create(CultureInfo.InvariantCulture, $"2026-11-30T12:00:{second:00}.5Z"),
            ["@m"] = text,
            ["@l"] = level,
            ["@x"] = thrown,
            ["SourceContext"] = "PgGanLab.Store",
        }.Where(p => p.Value is not null).ToDictionary());

    private static string Local(int second) => new DateTimeOffset(2026, 11, 30, 12, 0, second, TimeSpan.Zero)
        .ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Hears each line as it is written.</summary>
    private sealed class Lines(Action<string> hear) : StringWriter(CultureInfo.InvariantCulture)
    {
        public List<string> All { get; } = [];

        public override void WriteLine(string? value)
        {
            All.Add(value!);
            hear(value!);
        }
    }
}
