using PgGanLab.Model.Storage;

namespace PgGanLab.Silo.Workers;

/// <summary>Whether a folder of the store takes files, tried with a file that is removed at once.</summary>
/// <param name="folder">Full path.</param>
/// <param name="bytes">Size to try; null where nothing like it was ever stored.</param>
internal sealed class StoreSpace(string folder, long? bytes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Enough to tell a full disk.</summary>
    private const long LeastBytes = 1 << 16;

    /// <summary>What it tries to store.</summary>
    public long Bytes { get; } = Math.Max(bytes ?? 0, LeastBytes);

    /// <summary>Returns once a file was stored, or when asked to stop.</summary>
    public async Task Wait(TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (!Takes())
                await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private bool Takes()
    {
        var probe = Path.Combine(folder, "probe");
        try
        {
            WholeFile.Write(probe, Fill);
            File.Delete(probe);
            return true;
        }
        catch (FileNotWrittenException)
        {
            return false;
        }
    }

    private void Fill(Stream stream)
    {
        var block = new byte[LeastBytes];
        for (var left = Bytes; left > 0; left -= block.Length)
            stream.Write(block, 0, (int)Math.Min(left, block.Length));
    }
}
