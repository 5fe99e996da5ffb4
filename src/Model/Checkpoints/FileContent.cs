using System.Buffers.Binary;

namespace PgGanLab.Model.Checkpoints;

/// <summary>Recognises what a file is by its first bytes, whatever it is called.</summary>
public static class FileContent
{
    /// <summary>What a checkpoint and a generator file are.</summary>
    public const string Safetensors = "a safetensors file";

    private const int HeadBytes = 64;
    private const string PyTorch = "a PyTorch file or another zip or pickle";

    /// <summary>Beginnings that mean one kind of file.</summary>
    private static readonly (byte[] Magic, int At, string Kind)[] Known =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], 0, "a PNG image"),
        ([0xFF, 0xD8, 0xFF], 0, "a JPEG image"),
        ("GIF8"u8.ToArray(), 0, "a GIF image"),
        ("WEBP"u8.ToArray(), 8, "a WebP image"),
        ("ftyp"u8.ToArray(), 4, "a video or AVIF image"),
        ([0x1F, 0x8B], 0, "a gzip archive"),
        ([0x89, (byte)'H', (byte)'D', (byte)'F'], 0, "an HDF5 file"),
        ("SQLite format 3"u8.ToArray(), 0, "an SQLite database"),
        ("%PDF"u8.ToArray(), 0, "a PDF"),
        ([0x80, 0x02], 0, PyTorch),
        ([0x80, 0x03], 0, PyTorch),
        ([0x80, 0x04], 0, PyTorch),
        ([0x80, 0x05], 0, PyTorch),
        ("PK"u8.ToArray(), 0, PyTorch),
    ];

    /// <summary>What a file is, with its article; null where its first bytes say nothing.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static string? Of(string path)
    {
        var head = Head(path);
        if (IsSafetensors(head))
            return Safetensors;
        if (Known.FirstOrDefault(k => head.AsSpan(Math.Min(k.At, head.Length)).StartsWith(k.Magic)).Kind is { } kind)
            return kind;
        if (IsOnnx(head))
            return "an ONNX file";
        return head switch
        {
            [(byte)'{' or (byte)'[', ..] => "a JSON text",
            [(byte)'<', ..] => "an HTML or XML text",
            _ => null,
        };
    }

    /// <summary>Whether it is a file that PyTorch wrote: a pickle, or a zip of one.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static bool IsPyTorch(string path) => Of(path) == PyTorch;

    /// <summary>A length of the header, then the header, which is JSON.</summary>
    private static bool IsSafetensors(byte[] head) =>
        head.Length > 8 && BinaryPrimitives.ReadInt64LittleEndian(head) is > 1 and < int.MaxValue
        && head[8] == (byte)'{';

    /// <summary>
    /// A protobuf message whose first field is the version of its form (field 1, a small number) and whose
    /// second is a text or a graph.
    /// </summary>
    private static bool IsOnnx(byte[] head) => head is [0x08, > 0 and < 0x20, 0x12 or 0x1A or 0x22 or 0x3A or 0x42, ..];

    private static byte[] Head(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[HeadBytes];
        return head[..file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
    }
}
