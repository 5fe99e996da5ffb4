using Microsoft.Extensions.Logging.Abstractions;
using PgGanLab.Grains.Store;
using PgGanLab.Silo.Hosts;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Hosts;

public sealed class HostCacheTests : IDisposable
{
    private readonly TemporaryDirectory data = new();
    private readonly LabDirectories directories;
    private readonly HostCache cache;

    public HostCacheTests()
    {
        directories = LabDirectories.Of(data.Path);
        cache = new HostCache(directories, 250, NullLogger<HostCache>.Instance);
    }

    [Fact]
    public void what_was_used_least_recently_goes_first_and_datasets_go_as_a_whole()
    {
        string[] files = ["phases/aa/k/0001/old", "datasets/d/8x8.u8", "datasets/d/dataset.json", "phases/aa/k/0001/new"];
        foreach (var (file, minutes) in files.Select((f, i) => (f, 100 - 10 * i)))
            Write(file, minutes);
        Directory.SetLastAccessTimeUtc(directories.Resolve("datasets/d"), DateTime.UtcNow.AddMinutes(-85));
        cache.Trim();
        Assert.Equal(["phases/aa/k/0001/new"], Left());
    }

    [Fact]
    public void what_a_job_holds_stays_however_old_until_it_is_let_go()
    {
        Write("phases/aa/k/0001/a", 100);
        Write("phases/aa/k/0001/b", 90);
        Write("datasets/d/dataset.json", 80);
        Write("phases/bb/k/0001/c", 10);
        using (cache.Hold(["phases/aa/k/0001", "datasets/d"]))
        {
            cache.Trim();
            Assert.Equal(["datasets/d/dataset.json", "phases/aa/k/0001/a", "phases/aa/k/0001/b"], Left());
        }
        Directory.SetLastAccessTimeUtc(directories.Resolve("datasets/d"), DateTime.UtcNow);
        cache.Trim();
        Assert.Equal(["datasets/d/dataset.json", "phases/aa/k/0001/b"], Left());
    }

    [Fact]
    public void a_file_that_was_used_now_outlives_others()
    {
        Write("phases/aa/k/0001/a", 100);
        Write("phases/aa/k/0001/b", 90);
        Write("phases/aa/k/0001/c", 80);
        cache.Used("phases/aa/k/0001/a");
        cache.Used("phases/aa/k/0001/gone");
        cache.Trim();
        Assert.Equal(["phases/aa/k/0001/a", "phases/aa/k/0001/c"], Left());
    }

    public void Dispose() => data.Dispose();

    /// <summary>100 bytes.</summary>
    private void Write(string path, int minutesAgo)
    {
        var full = directories.Resolve(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, new byte[100]);
        File.SetLastAccessTimeUtc(full, DateTime.UtcNow.AddMinutes(-minutesAgo));
    }

    private string[] Left() => [.. Directory.GetFiles(directories.Store, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(directories.Store, f)).Order(StringComparer.Ordinal)];
}
