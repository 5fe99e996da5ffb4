using System.Buffers.Binary;
using System.IO.Compression;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data.Sources;

/// <summary>
/// An IDX file of bytes, plain or gzipped. Source: http://yann.lecun.com/exdb/mnist, "the IDX file format".
/// </summary>
/// <param name="Dimensions">Lengths of the axes, such as [60000, 28, 28].</param>
/// <param name="Bytes">The values, last axis fastest.</param>
internal sealed record IdxFile(IReadOnlyList<int> Dimensions, byte[] Bytes)
{
    private const byte UnsignedByte = 0x08;

    /// <summary>The file of that name, else the gzipped one.</summary>
    public static string Find(string directory, string name)
    {
        var plain = Path.Combine(directory, name);
        return File.Exists(plain) ? plain : plain + ".gz";
    }

    /// <param name="path">Gzipped where it ends in <c>.gz</c>.</param>
    /// <param name="axes">How many axes it must have.</param>
    /// <exception cref="DatasetDamagedException">Missing, or not an IDX file of bytes with that many axes.</exception>
    public static IdxFile Read(string path, int axes)
    {
        try
        {
            using var file = RegularFile.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionMode.Decompress)
                : new BufferedStream(file);
            Span<byte> magic = stackalloc byte[4];
            stream.ReadExactly(magic);
            if (magic[0] != 0 || magic[1] != 0 || magic[2] != UnsignedByte || magic[3] != axes)
                throw new DatasetDamagedException($"File '{path}' is no IDX file of bytes with {axes} axes.");
            var dimensions = Enumerable.Range(0, axes).Select(_ => ReadLength(stream)).ToArray();
            var bytes = new byte[dimensions.Aggregate(1, (a, b) => checked(a * b))];
            stream.ReadExactly(bytes);
            return stream.ReadByte() < 0
                ? new IdxFile(dimensions, bytes)
                : throw new DatasetDamagedException($"File '{path}' is longer than its header says.");
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or InvalidDataException or OverflowException)
        {
            throw new DatasetDamagedException($"File '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static int ReadLength(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
