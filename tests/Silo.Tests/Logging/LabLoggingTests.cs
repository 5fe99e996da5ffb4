using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;
using PgGanLab.Silo.Logging;
using PgGanLab.Silo.Tests.Fakes;
using Serilog.Core;
using Serilog.Events;

namespace PgGanLab.Silo.Tests.Logging;

public sealed class LabLoggingTests : IDisposable
{
    private readonly TemporaryDirectory data = new();
    private readonly IHost host;

    public LabLoggingTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
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

    public void Dispose()
    {
        host.Dispose();
        data.Dispose();
    }

    private ILogger Logger(string category) =>
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
