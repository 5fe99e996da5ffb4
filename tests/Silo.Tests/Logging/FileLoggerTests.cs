using System.Text.Json;
using Microsoft.Extensions.Logging;
using PgGanLab.Silo.Logging;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Logging;

public class FileLoggerTests
{
    [Fact]
    public void a_line_is_json_with_its_scope_and_is_there_at_once()
    {
        using var directory = new TemporaryDirectory();
        using var provider = new FileLoggerProvider(directory.Path, new ManualTime());
        var logger = provider.CreateLogger("Workers");
        using (logger.BeginScope(new Dictionary<string, object> { ["phase"] = "abc", ["worker"] = "laptop/cpu:0" }))
            logger.LogWarning(new InvalidOperationException("why"), "Lost {Count} images.", 5);
        var line = JsonDocument.Parse(Read(directory.File("lab-20260101.log"))).RootElement;
        Assert.Equal("Warning", line.GetProperty("level").GetString());
        Assert.Equal("Lost 5 images.", line.GetProperty("text").GetString());
        Assert.Equal("abc", line.GetProperty("phase").GetString());
        Assert.Equal("laptop/cpu:0", line.GetProperty("worker").GetString());
        Assert.Contains("why", line.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void each_day_has_its_file()
    {
        using var directory = new TemporaryDirectory();
        var time = new ManualTime();
        using var provider = new FileLoggerProvider(directory.Path, time);
        var logger = provider.CreateLogger("Workers");
        logger.LogInformation("first");
        time.Advance(TimeSpan.FromDays(1));
        logger.LogInformation("second");
        Assert.Contains("first", Read(directory.File("lab-20260101.log")), StringComparison.Ordinal);
        Assert.Contains("second", Read(directory.File("lab-20260102.log")), StringComparison.Ordinal);
    }

    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
