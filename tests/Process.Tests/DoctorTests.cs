using PgGanLab.Process.Tests.Lab;

namespace PgGanLab.Process.Tests;

/// <summary>The doctor beside a lab that runs.</summary>
public class DoctorTests
{
    [Fact]
    public async Task the_doctor_finds_a_running_lab_by_its_data_directory_and_disturbs_nothing()
    {
        using var data = new DataDirectory();
        await using var lab = await LabUnderTest.Start(data.Path);
        var said = await MaintenanceRun.Of("doctor", "--data", data.Path, "--seconds", "0.1");
        Assert.Equal((0, ""), (said.Code, said.Error));
        var address = lab.Address.ToString().TrimEnd('/');
        Assert.Contains($"ok    port         the lab of {data.Path} (process {lab.Id}) listens at {address}\n",
            said.Output, StringComparison.Ordinal);
        Assert.Contains($"ok    lab          {address}/ is well\n", said.Output, StringComparison.Ordinal);
        Assert.Contains("ok    members      1 host with 2 workers\n", said.Output, StringComparison.Ordinal);
        Assert.Equal("Healthy", await lab.Health());
        Assert.Equal(0, await lab.Stop("TERM"));
    }
}
