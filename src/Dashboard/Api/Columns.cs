using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PgGanLab.Dashboard.Api;

/// <summary>Columns of numbers as bytes for charts; docs/api.md describes the format.</summary>
public static class Columns
{
    public const string ContentType = "application/vnd.pgganlab.columns";

    /// <param name="columns">Names to values, all of the same length; stored as float32.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static byte[] Write(IReadOnlyList<KeyValuePair<string, IReadOnlyList<double>>> columns)
    {
        var rows = columns.Count == 0 ? 0 : columns[0].Value.Count;
        if (columns.FirstOrDefault(c => c.Value.Count != rows) is { Key: { } odd })
            throw new ArgumentException($"Column '{odd}' does not have {rows} rows.", nameof(columns));
        var header = Header(rows, columns.Select(c => c.Key));
        var bytes = new byte[4 + header.Length + columns.Count * rows * 4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)header.Length);
        header.CopyTo(bytes, 4);
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(4 + header.Length));
        for (var c = 0; c < columns.Count; c++)
            for (var row = 0; row < rows; row++)
                values[c * rows + row] = (float)columns[c].Value[row];
        return bytes;
    }

    /// <summary>Padded with spaces, which JSON ignores, so that the values begin at a multiple of 4.</summary>
    private static byte[] Header(int rows, IEnumerable<string> names)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { rows, columns = names });
        var padded = new byte[(json.Length + 3) / 4 * 4];
        padded.AsSpan().Fill((byte)' ');
        json.CopyTo(padded, 0);
        return padded;
    }
}
