using System.Buffers.Binary;
using System.IO.Compression;

namespace PgGanLab.Model.Data;

/// <summary>A gzipped IDX file of bytes. Source: http://yann.lecun.com/exdb/mnist, "the IDX file format".</summary>
/// <param name="Dimensions">Lengths of the axes, such as [60000, 28, 28].</param>
/// <param name="Bytes">The values, last axis fastest.</param>
internal sealed record IdxFile(IReadOnlyList<int> Dimensions, byte[] Bytes)
{
    private const byte UnsignedByte = 0x08;

    /// <exception cref="DatasetDamagedException">Missing, or not a gzipped IDX file of bytes with that many axes.</exception>
    public static IdxFile Read(string path, int axes)
    {
        try
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            Span<byte> magic = stackalloc byte[4];
            stream.ReadExactly(magic);
            if (magic[0] != 0 || magic[1] != 0 || magic[2] != UnsignedByte || magic[3] != axes)
                throw new DatasetDamagedException($"File '{path}' is no IDX file of bytes with {axes} axes.");
            var dimensions = Enumerable.Range(0, axes).Select(_ => ReadLength(stream)).ToArray();
            var bytes = new byte[dimensions.Aggregate(1, (a, b) => checked(a * b))];
            stream.ReadExactly(bytes);
            return new IdxFile(dimensions, bytes);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OverflowException)
        {
            throw new DatasetDamagedException($"File '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static int ReadLength(GZipStream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
