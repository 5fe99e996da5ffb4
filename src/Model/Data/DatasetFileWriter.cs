using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace PgGanLab.Model.Data;

/// <summary>
/// Writes one file of a dataset, hashing on the way; what is written goes to the disk while more is made.
/// </summary>
internal sealed class DatasetFileWriter(string directory, string name) : IDisposable
{
    /// <summary>Bytes between two flushes to the disk.</summary>
    private const long FlushEvery = 32 << 20;

    private readonly SafeFileHandle file = File.OpenHandle(
        Path.Combine(directory, name), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Task flushing = Task.CompletedTask;
    private long written;
    private long flushed;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(file, bytes, written);
        hash.AppendData(bytes);
        written += bytes.Length;
        if (written - flushed < FlushEvery || !flushing.IsCompletedSuccessfully)
            return;
        flushed = written;
        flushing = Task.Factory.StartNew(  // a thread of its own: those of the pool read images
            () => RandomAccess.FlushToDisk(file), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Flushes to the disk and says what was written.</summary>
    /// <exception cref="IOException">It did not get there.</exception>
    public DatasetFile Finish()
    {
        flushing.GetAwaiter().GetResult();
        RandomAccess.FlushToDisk(file);
        return new DatasetFile(name, written, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public void Dispose()
    {
        Task.WhenAny(flushing).Wait();
        file.Dispose();
        hash.Dispose();
    }
}
