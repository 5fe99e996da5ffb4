using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Import;

/// <summary>
/// A file of PyTorch's <c>torch.save</c>, read as data: the zip archives of today and the older sequence of pickles and
/// raw numbers; or one pickle of another program. Source: torch/serialization.py.
/// </summary>
internal sealed class TorchFile
{
    private const string MagicNumber = "6cfc9c46f9206aa85019";
    private static readonly long MostBytes = Array.MaxLength;
    private readonly Dictionary<string, byte[]> storages = [];

    private TorchFile(object? content) => Content = content;

    /// <summary>What was saved.</summary>
    public object? Content { get; }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">Not such a file, or one with code in it; the message says what, without
    /// the file's name.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static TorchFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > MostBytes)
            throw new InvalidDataException("it is larger than 2 GB");
        Span<byte> start = stackalloc byte[2];
        stream.ReadExactly(start);
        stream.Position = 0;
        return start.SequenceEqual("PK"u8) ? ReadZip(stream) : ReadLegacy(stream);
    }

    /// <summary>A tensor's numbers, last axis fastest.</summary>
    /// <exception cref="InvalidDataException">Its storage is not there, too short or of another type, or its numbers
    /// don't lie one after the other.</exception>
    public float[] Floats(TorchTensor tensor)
    {
        if (!storages.TryGetValue(tensor.Storage.Key, out var bytes))
            throw new InvalidDataException($"its storage '{tensor.Storage.Key}' is missing");
        if (!tensor.IsContiguous)
            throw new InvalidDataException("it has a tensor whose numbers are not in order");
        return tensor.Storage.Type switch
        {
            "FloatStorage" => Slice<float>(bytes, tensor).ToArray(),
            "HalfStorage" => Array.ConvertAll(Slice<Half>(bytes, tensor).ToArray(), x => (float)x),
            "BFloat16Storage" => Array.ConvertAll(
                Slice<ushort>(bytes, tensor).ToArray(), x => BitConverter.Int32BitsToSingle(x << 16)),
            "DoubleStorage" => Array.ConvertAll(Slice<double>(bytes, tensor).ToArray(), x => (float)x),
            var other =>
                throw new InvalidDataException($"it has weights in a {other}; floating-point numbers are needed"),
        };
    }

    private static ReadOnlySpan<T> Slice<T>(byte[] bytes, TorchTensor tensor) where T : unmanaged
    {
        var all = MemoryMarshal.Cast<byte, T>(bytes);
        return tensor.Offset <= all.Length && tensor.Count <= all.Length - tensor.Offset
            ? all.Slice((int)tensor.Offset, (int)tensor.Count)
            : throw new InvalidDataException($"its storage '{tensor.Storage.Key}' is too short");
    }

    private static TorchFile ReadZip(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var pickle = zip.Entries.FirstOrDefault(e => e.Name == "data.pkl")
            ?? throw new InvalidDataException("it is a zip archive without data.pkl, so PyTorch didn't write it");
        if (zip.Entries.Sum(e => (double)e.Length) > stream.Length)
            throw new InvalidDataException("its entries are compressed, which PyTorch doesn't do");
        var folder = pickle.FullName[..^"data.pkl".Length];
        if (zip.GetEntry(folder + "byteorder") is { } order && !Bytes(order).AsSpan().SequenceEqual("little"u8))
            throw new InvalidDataException("its numbers have the high byte first");
        var file = new TorchFile(new PickleReader(Bytes(pickle)).Read());
        var data = folder + "data/";
        foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith(data, StringComparison.Ordinal)))
            file.storages[entry.FullName[data.Length..]] = Bytes(entry);
        return file;
    }

    /// <summary>An entry's bytes, never more than it announces.</summary>
    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>
    /// Magic number, version, system, content, keys of the storages; then each storage: number of its elements,
    /// elements. Another program's pickle begins with its content.
    /// </summary>
    private static TorchFile ReadLegacy(Stream stream)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        ReadOnlyMemory<byte> rest = bytes;
        var first = Next(ref rest);
        if (first is not MagicNumber)
            return new TorchFile(first);
        Next(ref rest);
        Next(ref rest);
        var reader = new PickleReader(rest);
        var file = new TorchFile(reader.Read());
        rest = rest[reader.Position..];
        foreach (var item in (Next(ref rest) as List<object?>
            ?? throw new InvalidDataException("it has no list of storages")))
        {
            if (item is not string key)
                throw new InvalidDataException("its list of storages has something that is no name");
            if (!reader.Storages.TryGetValue(key, out var storage))
                throw new InvalidDataException($"its storage '{key}' is not mentioned before");
            var size = SizeOf(storage.Type);
            if (rest.Length < sizeof(long) || BinaryPrimitives.ReadInt64LittleEndian(rest.Span) is var count
                && (count < 0 || count > (rest.Length - sizeof(long)) / size))
                throw new InvalidDataException($"it ends in the middle of storage '{key}'");
            file.storages[key] = rest.Slice(sizeof(long), (int)count * size).ToArray();
            rest = rest[(sizeof(long) + (int)count * size)..];
        }
        return file;
    }

    private static object? Next(ref ReadOnlyMemory<byte> rest)
    {
        var reader = new PickleReader(rest);
        var value = reader.Read();
        rest = rest[reader.Position..];
        return value;
    }

    private static int SizeOf(string storage) => storage switch
    {
        "DoubleStorage" or "LongStorage" => 8,
        "FloatStorage" or "IntStorage" => 4,
        "HalfStorage" or "BFloat16Storage" or "ShortStorage" => 2,
        _ => 1,
    };
}

/// <summary>A tensor of a PyTorch file.</summary>
/// <param name="Storage">Where its numbers are.</param>
/// <param name="Offset">Place of the first.</param>
/// <param name="Shape">Lengths of the axes.</param>
/// <param name="Strides">Steps in the storage along each axis.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Whether its numbers lie one after the other.</summary>
    public bool IsContiguous
    {
        get
        {
            var expected = 1L;
            for (var axis = Shape.Length - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Strides[axis] != expected)
                    return false;
                expected *= Shape[axis];
            }
            return true;
        }
    }

    public long Count => Shape.Aggregate(1L, (a, b) => a * b);
}

/// <summary>Numbers that a PyTorch file keeps outside its pickle.</summary>
/// <param name="Type">Name of the storage's class, such as <c>FloatStorage</c>.</param>
/// <param name="Key">Which of the file's storages.</param>
/// <param name="Count">Numbers in it.</param>
internal sealed record TorchStorage(string Type, string Key, long Count);
