using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;
using PgGanLab.Silo.Logging;
using PgGanLab.Silo.Tests.Fakes;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace PgGanLab.Silo.Tests.Logging;

public sealed class LabLoggingTests : IDisposable
{
    private readonly TemporaryDirectory data = new();
    private readonly ManualTime time = new();
    private readonly IHost host;

    public LabLoggingTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddLabLog(LabDirectories.Of(data.Path));
        host = builder.Build();
    }

    [Fact]
    public void a_line_is_json_with_its_scope_and_is_there_at_once()
    {
        var logger = Logger("PgGanLab.Workers");
        using (logger.BeginScope(new Dictionary<string, object> { ["phase"] = "abc", ["worker"] = "laptop/cpu:0" }))
            logger.LogWarning(new InvalidOperationException("why"), "Lost {Count} images.", 5);
        var line = Assert.Single(Lines());
        Assert.Equal("Warning", line.GetProperty("@l").GetString());
        Assert.Equal("Lost 5 images.", line.GetProperty("@m").GetString());
        Assert.Equal(5, line.GetProperty("Count").GetInt32());
        Assert.Equal("abc", line.GetProperty("phase").GetString());
        Assert.Equal("laptop/cpu:0", line.GetProperty("worker").GetString());
        Assert.Contains("why", line.GetProperty("@x").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void a_grains_key_is_a_property_of_its_lines()
    {
        var logger = Logger("PgGanLab.Grains");
        using (logger.BeginScope("{Grain}.{Method}", "growthphase/abc", "Lease"))
            logger.LogInformation("Leased.");
        Assert.Equal("growthphase/abc", Assert.Single(Lines()).GetProperty("Grain").GetString());
    }

    [Fact]
    public void the_level_changes_while_the_lab_runs()
    {
        var level = host.Services.GetRequiredService<LoggingLevelSwitch>();
        Logger("PgGanLab.Workers").LogDebug("not yet");
        level.MinimumLevel = LogEventLevel.Debug;
        Logger("PgGanLab.Workers").LogDebug("now");
        Assert.Equal("now", Assert.Single(Lines()).GetProperty("@m").GetString());
    }

    [Fact]
    public void a_database_that_is_away_is_told_once_a_minute_in_one_line_whoever_fails_for_it()
    {
        const string sentence = "The lab's database lab at db:5432 does not answer; the lab goes on once it does.";
        Exception[] failures = [
            new DatabaseAwayException(sentence),
            new InvalidOperationException("Caught in a timer.", new DatabaseAwayException(sentence)),
        ];
        for (var i = 0; i < 100; i++)
            Logger(i % 2 == 0 ? "PgGanLab.Workers" : "Orleans.Runtime.GrainTimer")
                .LogError(failures[i % 2], "Attempt {Number} failed.", i);
        var line = Assert.Single(Lines());
        Assert.Equal((sentence, false), (line.GetProperty("@m").GetString(), line.TryGetProperty("@x", out _)));
        time.Advance(TimeSpan.FromSeconds(61));
        Logger("PgGanLab.Workers").LogWarning(failures[0], "Again.");
        Logger("PgGanLab.Workers").LogWarning(new TimeoutException("another reason"), "Something else.");
        Assert.Equal([sentence, sentence, "Something else."], Lines().Select(l => l.GetProperty("@m").GetString()));
    }

    [Fact]
    public void a_list_of_members_that_cant_be_used_is_told_once_a_minute_too()
    {
        for (var i = 0; i < 10; i++)
            Logger("Orleans.Runtime.MembershipService.MembershipAgent")
                .LogError("Failed to update table entry, will retry shortly: {Exception}", "RedisException\n   at Redis()");
        Assert.Equal("The list of the cluster's members can't be used: "
            + "Failed to update table entry, will retry shortly: RedisException", // the stack trace is cut
            Assert.Single(Lines()).GetProperty("@m").GetString());
    }

    [Fact]
    public void a_host_that_is_not_reached_is_told_once_a_minute_by_its_address()
    {
        for (var i = 0; i < 10; i++)
            Logger("PgGanLab.Workers").LogWarning(
                new InvalidOperationException("Caught.", new SiloUnavailableException(
                    "Exception while sending message: Orleans.Runtime.Messaging.ConnectionFailedException: "
                    + $"Unable to connect to {(i % 2 == 0 ? "" : "endpoint ")}S10.0.0.7:29387:155099616, "
                    + $"will retry after {i}.3ms")), "Report {Number} not taken.", i);
        var line = Assert.Single(Lines());
        Assert.Equal("Another host of the cluster is not reached (Unable to connect to 10.0.0.7:29387); what is to be "
            + "told to it waits until it is, or until its work is elsewhere.", line.GetProperty("@m").GetString());
        Assert.False(line.TryGetProperty("@x", out _));
    }

    [Fact]
    public void the_console_has_a_line_for_each_without_a_stack_trace()
    {
        var output = new StringWriter();
        using (var log = new LoggerConfiguration().WriteTo.Sink(new WritingSink(output)).CreateLogger())
        {
            log.Warning("Worker {Worker} rests.", "gpu-host-3/cuda:0");
            log.Error(new IOException("No room."), "A file is not stored: {Reason}", "No room.");
            log.Error(Thrown(), "Training failed at nimg {Nimg}.", 12_000);
        }
        Assert.Matches(
            "^\\[[0-9:]{8} WRN\\] Worker gpu-host-3/cuda:0 rests\\.\n"
            + "\\[[0-9:]{8} ERR\\] A file is not stored: No room\\.\n"
            + "\\[[0-9:]{8} ERR\\] Training failed at nimg 12000\\. \\(The dataset is gone\\. Really\\.\\)\n$",
            output.ToString());

        static InvalidDataException Thrown()
        {
            try
            {
                throw new InvalidDataException("The dataset is gone.\nReally.");
            }
            catch (InvalidDataException e)
            {
                return e;
            }
        }
    }

    [Theory]
    [InlineData("Orleans.Runtime.Silo")]
    [InlineData("Polly")]
    [InlineData("Microsoft.EntityFrameworkCore.Database.Command")]
    public void libraries_say_only_what_went_wrong(string category)
    {
        Logger(category).LogInformation("Everything as usual.");
        Logger(category).LogWarning("Not as usual.");
        Assert.Equal("Not as usual.", Assert.Single(Lines()).GetProperty("@m").GetString());
    }

    [Fact]
    public void a_log_never_takes_more_than_its_files_of_their_size()
    {
        var folder = Directory.CreateDirectory(Path.Combine(data.Path, "logs")).FullName;
        for (var day = 1; day <= 30; day++)
            for (var part = 0; part < 2; part++)
                File.WriteAllText(Path.Combine(folder, $"lab-202001{day:00}{(part == 0 ? "" : "_001")}.log"), "old");
        var text = new string('x', 1_000_000);
        for (var written = 0L; written < 2 * LabLogging.FileBytes; written += text.Length)
            Logger("PgGanLab.Workers").LogWarning("{Text}", text);
        var files = new DirectoryInfo(folder).GetFiles();
        Assert.Equal(LabLogging.KeptFiles, files.Length);
        Assert.All(files, file => Assert.InRange(file.Length, 1, LabLogging.FileBytes + 3 * text.Length));
        Assert.True(files.Count(file => file.Length > text.Length) >= 2);
    }

    /// <summary>Writes lines as the console has them.</summary>
    private sealed class WritingSink(TextWriter output) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => new ConsoleLine().Format(logEvent, output);
    }

    public void Dispose()
    {
        host.Dispose();
        data.Dispose();
    }

    private Microsoft.Extensions.Logging.ILogger Logger(string category) =>
        host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private JsonElement[] Lines()
    {
        using var reader = new StreamReader(new FileStream(
            Directory.GetFiles(Path.Combine(data.Path, "logs"), "lab-*.log").Single(), FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
