using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PgGanLab.Model.Checkpoints;

/// <summary>Writes safetensors files of float32 tensors; equal content gives equal bytes.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes a whole file.</summary>
    /// <param name="stream">Need not seek.</param>
    /// <param name="metadata">Free texts, written in the given order.</param>
    /// <param name="tensors">Written in the given order.</param>
    public static void Write(
        Stream stream, IEnumerable<KeyValuePair<string, string>> metadata, IReadOnlyList<TensorData> tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var header = Header(metadata, tensors);
        var padded = (header.Length + Alignment - 1) / Alignment * Alignment;
        var start = new byte[sizeof(long) + padded];
        BinaryPrimitives.WriteInt64LittleEndian(start, padded);
        start.AsSpan(sizeof(long)).Fill((byte)' ');
        header.CopyTo(start, sizeof(long));
        stream.Write(start);
        foreach (var tensor in tensors)
            stream.Write(MemoryMarshal.AsBytes(tensor.Values.Span));
    }

    private static byte[] Header(IEnumerable<KeyValuePair<string, string>> metadata, IReadOnlyList<TensorData> tensors)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (name, text) in metadata)
                json.WriteString(name, text);
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors)
                WriteEntry(json, tensor, ref offset);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorData tensor, ref long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (var length in tensor.Shape)
            json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset += (long)tensor.Values.Length * sizeof(float));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>One tensor on its way into a file.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Shape">Lengths of the axes.</param>
/// <param name="Values">As many as the shape asks for, last axis fastest.</param>
public sealed record TensorData(string Name, ImmutableArray<long> Shape, ReadOnlyMemory<float> Values);
