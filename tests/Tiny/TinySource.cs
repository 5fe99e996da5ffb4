using System.Buffers.Binary;
using System.IO.Compression;

namespace PgGanLab.Tests.Tiny;

/// <summary>A source in the form of Debian's Fashion-MNIST package with a few hundred made-up images.</summary>
internal static class TinySource
{
    private const int Images = 400;
    private const int Side = 28;

    /// <summary>Writes the package's files to <c>source</c> in a data directory.</summary>
    public static void Write(string data)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, "source")).FullName;
        Gzip(Path.Combine(folder, "train-images-idx3-ubyte.gz"), [0, 0, 8, 3], [Images, Side, Side], i =>
            (byte)Pixel(i / (Side * Side), i / Side % Side, i % Side));
        Gzip(Path.Combine(folder, "train-labels-idx1-ubyte.gz"), [0, 0, 8, 1], [Images], i => (byte)(i % 10));
    }

    /// <summary>Rectangles of many sizes and greys.</summary>
    private static int Pixel(int image, int y, int x) =>
        y < 4 + image % 24 && x < 4 + image * 7 % 24 ? 80 + image % 170 : 0;

    private static void Gzip(string path, byte[] magic, int[] dimensions, Func<int, byte> value)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        file.Write(magic);
        var number = new byte[sizeof(int)];
        foreach (var dimension in dimensions)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, dimension);
            file.Write(number);
        }
        file.Write([.. Enumerable.Range(0, dimensions.Aggregate((a, b) => a * b)).Select(value)]);
    }
}
