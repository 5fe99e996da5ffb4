namespace PgGanLab.Maintenance.Backups;

/// <summary>Copies files and says how far that is.</summary>
/// <param name="progress">Hears (bytes that were copied, bytes that are to be).</param>
/// <param name="stop">Gives up.</param>
internal sealed class CopyProgress(IProgress<(long Done, long Total)> progress, CancellationToken stop)
{
    private readonly byte[] buffer = new byte[1 << 20];
    private long total;

    /// <summary>Bytes that were copied so far.</summary>
    public long Done { get; private set; }

    /// <summary>Says that so much is still to be copied.</summary>
    public void Expect(long bytes) => total = Done + bytes;

    /// <summary>Copies all of a stream.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public void Copy(Stream from, Stream to)
    {
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            stop.ThrowIfCancellationRequested();
            to.Write(buffer.AsSpan(0, read));
            Done += read;
            progress.Report((Done, Math.Max(Done, total)));
        }
    }
}
