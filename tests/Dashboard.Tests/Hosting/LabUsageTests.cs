using System.Diagnostics;

namespace PgGanLab.Dashboard.Tests.Hosting;

public sealed class LabUsageTests
{
    [Theory, InlineData("--help"), InlineData("-h"), InlineData("--port 5999 --help")]
    public async Task the_host_says_how_it_is_used_and_starts_nothing(string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"{typeof(Program).Assembly.Location} {arguments}")
        {
            RedirectStandardOutput = true
        };
        using var host = Process.Start(start)!;
        var said = await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, host.ExitCode);
        Assert.StartsWith("Usage: dotnet PgGanLab.Dashboard.dll", said, StringComparison.Ordinal);
        Assert.All((string[])["--port", "--address", "--data", "--Lab:"], option =>
            Assert.Contains(option, said, StringComparison.Ordinal));
        Assert.DoesNotContain("PgGanLab is at", said, StringComparison.Ordinal);
    }
}
