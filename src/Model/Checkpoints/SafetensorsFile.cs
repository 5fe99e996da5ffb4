using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using PgGanLab.Growth;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Checkpoints;

/// <summary>
/// A safetensors file, mapped into memory for reading: u64 length of a JSON header, the header, the raw little-endian
/// data. Source: https://huggingface.co/docs/safetensors, "Format".
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const string MetadataName = "__metadata__";
    private readonly MappedFile file;
    private readonly long dataStart;

    private SafetensorsFile(MappedFile file, long dataStart, JsonElement header)
    {
        this.file = file;
        this.dataStart = dataStart;
        Metadata = header.TryGetProperty(MetadataName, out var metadata)
            ? metadata.EnumerateObject().ToFrozenDictionary(p => p.Name, p => p.Value.GetString() ?? "")
            : FrozenDictionary<string, string>.Empty;
        Entries = header.EnumerateObject().Where(p => p.Name != MetadataName).Select(Entry)
            .ToFrozenDictionary(e => e.Name);
        CheckLayout();
    }

    /// <summary>The header's free texts.</summary>
    public FrozenDictionary<string, string> Metadata { get; }

    /// <summary>All tensors by name.</summary>
    public FrozenDictionary<string, SafetensorsEntry> Entries { get; }

    /// <summary>Opens a file and checks its whole structure.</summary>
    /// <exception cref="InvalidDataException">Not a safetensors file, or damaged; the message says how, without
    /// the file's name.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        if (new FileInfo(path).Length < sizeof(long))
            throw new InvalidDataException("it is too short for a header");
        var file = new MappedFile(path);
        try
        {
            var length = BinaryPrimitives.ReadInt64LittleEndian(file.Slice(0, sizeof(long)));
            if (length is < 2 or > int.MaxValue || length > file.Length - sizeof(long))
                throw new InvalidDataException($"its header would have {length} bytes");
            var reader = new Utf8JsonReader(file.Slice(sizeof(long), (int)length));
            return new SafetensorsFile(file, sizeof(long) + length, JsonElement.ParseValue(ref reader));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException)
        {
            file.Dispose();
            throw new InvalidDataException($"its header cannot be understood ({Readable.Clause(e.Message)})", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>One tensor's numbers, valid until the file is disposed.</summary>
    /// <typeparam name="T">The C# type of the tensor's dtype.</typeparam>
    /// <exception cref="KeyNotFoundException">No tensor has that name.</exception>
    public ReadOnlySpan<T> Read<T>(string name) where T : unmanaged
    {
        var entry = Entries[name];
        return MemoryMarshal.Cast<byte, T>(
            file.Slice(dataStart + entry.Begin, checked((int)(entry.End - entry.Begin))));
    }

    public void Dispose() => file.Dispose();

    private static SafetensorsEntry Entry(JsonProperty tensor)
    {
        var offsets = tensor.Value.GetProperty("data_offsets");
        return new SafetensorsEntry(
            tensor.Name, tensor.Value.GetProperty("dtype").GetString() ?? "",
            [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())],
            offsets[0].GetInt64(), offsets[1].GetInt64());
    }

    /// <summary>The data must be exactly the tensors, one after the other.</summary>
    private void CheckLayout()
    {
        var end = 0L;
        foreach (var entry in Entries.Values.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            if (entry.Begin != end || entry.End - entry.Begin != entry.ExpectedBytes())
                throw new InvalidDataException(
                    $"tensor '{entry.Name}' lies at {entry.Begin} to {entry.End}, "
                    + "which does not fit its shape or its neighbours");
            end = entry.End;
        }
        if (dataStart + end != file.Length)
            throw new InvalidDataException($"it has {file.Length} bytes where its header asks for {dataStart + end}");
    }
}

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Dtype">Such as <c>F32</c>, <c>U8</c>, <c>I32</c>.</param>
/// <param name="Shape">Lengths of the axes; empty for a single number.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">Byte after the last.</param>
public sealed record SafetensorsEntry(string Name, string Dtype, ImmutableArray<long> Shape, long Begin, long End)
{
    /// <summary>Size in bytes that dtype and shape ask for.</summary>
    /// <exception cref="InvalidDataException">Unknown dtype, a negative length, or too large.</exception>
    public long ExpectedBytes()
    {
        if (Shape.Any(length => length < 0))
            throw new InvalidDataException($"tensor '{Name}' has a negative length");
        try
        {
            return Shape.Aggregate(BytesOf(Dtype), (a, b) => checked(a * b));
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"tensor '{Name}' is too large", e);
        }
    }

    private static long BytesOf(string dtype) => dtype switch
    {
        "BOOL" or "U8" or "I8" => 1,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "F32" or "I32" or "U32" => 4,
        "F64" or "I64" or "U64" => 8,
        _ => throw new InvalidDataException($"dtype '{dtype}' is unknown"),
    };
}
