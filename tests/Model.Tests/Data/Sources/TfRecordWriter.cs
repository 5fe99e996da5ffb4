using System.Buffers.Binary;
using System.Text;

namespace PgGanLab.Model.Tests.Data.Sources;

/// <summary>
/// Writes what the official dataset_tool.py writes: TFRecords at every resolution, and labels as a NumPy array.
/// </summary>
internal static class TfRecordWriter
{
    /// <param name="path">The file.</param>
    /// <param name="images">[C,R,R] each.</param>
    /// <param name="channels">C.</param>
    /// <param name="size">R.</param>
    /// <param name="packed">Whether the shape is written packed, as TensorFlow does.</param>
    public static void Write(string path, IEnumerable<byte[]> images, int channels, int size, bool packed = true)
    {
        using var file = File.Create(path);
        foreach (var image in images)
            WriteRecord(file, Example(image, [channels, size, size], packed));
    }

    public static void WriteOneHot(string path, int[] labels, int classes)
    {
        var header =
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({labels.Length}, {classes}), }}".PadRight(117) + "\n";
        var values = labels.SelectMany(label =>
            Enumerable.Range(0, classes).SelectMany(c => BitConverter.GetBytes(c == label ? 1f : 0f)));
        File.WriteAllBytes(
            path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values]);
    }

    private static byte[] Example(byte[] image, int[] shape, bool packed)
    {
        byte[] numbers = packed
            ? Field(1, [.. shape.SelectMany(n => Varint((ulong)n))])
            : [.. shape.SelectMany(n => (byte[])[1 << 3, .. Varint((ulong)n)])];
        var first = Field(1, [.. Field(1, "shape"u8), .. Field(2, Field(3, numbers))]);
        var second = Field(1, [.. Field(1, "data"u8), .. Field(2, Field(1, Field(1, image)))]);
        return Field(1, [.. first, .. second]);
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content) =>
        [(byte)(number << 3 | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }

    private static void WriteRecord(Stream file, byte[] data)
    {
        var number = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(number, (ulong)data.Length);
        file.Write(number);
        WriteCrc(file, number);
        file.Write(data);
        WriteCrc(file, data);
    }

    private static void WriteCrc(Stream file, byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? 0x82F63B78 ^ (crc >> 1) : crc >> 1;      // Castagnoli, reflected
        }
        crc = ~crc;
        file.Write(BitConverter.GetBytes(unchecked((crc >> 15 | crc << 17) + 0xA282EAD8)));
    }
}
