using System.Buffers;
using System.Security.Cryptography;

namespace PgGanLab.Silo.Hosts;

/// <summary>Streams bytes and hashes them on the way.</summary>
internal static class HashedCopy
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Copies everything that comes.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="to">Where to; null to hash alone.</param>
    /// <param name="hash">Takes every byte.</param>
    /// <param name="moved">Called after every piece.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task Copy(
        Stream from, Stream? to, IncrementalHash hash, Action moved, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0; moved())
            {
                hash.AppendData(buffer, 0, read);
                if (to is not null)
                    await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Hashes what a file has, and leaves it at its end.</summary>
    public static async Task Read(FileStream file, IncrementalHash hash, CancellationToken cancellationToken)
    {
        file.Position = 0;
        await Copy(file, null, hash, () => { }, cancellationToken);
    }
}
