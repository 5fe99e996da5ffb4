namespace PgGanLab.Process.Tests.Lab;

/// <summary>Empty data directories of hosts, which go with the test.</summary>
internal sealed class DataDirectories : IDisposable
{
    private readonly string[] paths;

    public DataDirectories(int count) => paths =
        [.. Enumerable.Range(0, count).Select(_ => Directory.CreateTempSubdirectory("pgganlab-host-").FullName)];

    public string this[int index] => paths[index];

    public void Dispose()
    {
        foreach (var path in paths)
            Directory.Delete(path, recursive: true);
    }
}
