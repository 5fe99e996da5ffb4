using PgGanLab.Process.Tests.Lab;

namespace PgGanLab.Process.Tests;

public sealed class MetricsTests
{
    /// <summary>In a process of its own: hosts of other tests would take these along when they end.</summary>
    [Fact]
    public async Task what_the_lab_is_asked_is_measured()
    {
        using var data = new DataDirectory();
        await using var lab = await LabUnderTest.Start(data.Path);
        await lab.Health();
        Assert.Matches("(?m)^http_server_request_duration_seconds_bucket\\{.*le=\"0.005\"", await lab.Metrics());
    }
}
