using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosting;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Hosting;

public class DataDirectoryLockTests
{
    [Fact]
    public void a_second_lab_is_refused_with_the_first_ones_pid_and_url()
    {
        using var data = new TemporaryDirectory();
        using var first = DataDirectoryLock.Take(LabDirectories.Of(data.Path));
        first.Announce("http://localhost:5080");
        var refused = Assert.Throws<InvalidInputException>(() => DataDirectoryLock.Take(LabDirectories.Of(data.Path)));
        Assert.Equal(
            $"Another lab (process {Environment.ProcessId}) runs on the data directory {data.Path} at "
            + "http://localhost:5080. Stop it first (./lab stop), or choose another directory with --data.",
            refused.Message);
    }

    [Fact]
    public void a_directory_is_free_again_when_its_lab_ends()
    {
        using var data = new TemporaryDirectory();
        DataDirectoryLock.Take(LabDirectories.Of(data.Path)).Dispose();
        DataDirectoryLock.Take(LabDirectories.Of(data.Path)).Dispose();
    }

    [Fact]
    public void a_notice_that_a_killed_lab_left_means_nothing()
    {
        using var data = new TemporaryDirectory();
        File.WriteAllText(LabDirectories.Of(data.Path).LockFile, "pid=1\nurl=http://localhost:1\n");
        DataDirectoryLock.Take(LabDirectories.Of(data.Path)).Dispose();
        Assert.Equal(
            [$"pid={Environment.ProcessId}", "url="], File.ReadAllLines(LabDirectories.Of(data.Path).LockFile));
    }
}
