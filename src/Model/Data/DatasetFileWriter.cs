using System.Security.Cryptography;

namespace PgGanLab.Model.Data;

/// <summary>Writes one file of a dataset, hashing on the way.</summary>
internal sealed class DatasetFileWriter(string directory, string name) : IDisposable
{
    private readonly FileStream file = new(Path.Combine(directory, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 18);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        hash.AppendData(bytes);
    }

    /// <summary>Flushes to the disk and says what was written.</summary>
    public DatasetFile Finish()
    {
        file.Flush(flushToDisk: true);
        return new DatasetFile(name, file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
    }
}
