using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests.Lab;

/// <summary>A data directory with a tiny dataset's source in it, which goes with the test.</summary>
internal sealed class DataDirectory : IDisposable
{
    public DataDirectory() => TinySource.Write(Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("pgganlab-process-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
