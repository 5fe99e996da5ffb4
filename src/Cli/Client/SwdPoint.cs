using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PgGanLab.Cli.Client;

/// <summary>One SWD measurement of a sweep, as <c>GET /sweeps/{id}/swd</c> has it.</summary>
/// <param name="Experiment">Number of the experiment.</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="Kimg">Thousands of real images shown before.</param>
/// <param name="Swd">x 10^3.</param>
internal sealed record SwdPoint(int Experiment, int Resolution, double Kimg, double Swd)
{
    /// <summary>Reads columns of float32 (docs/api.md, "Columns").</summary>
    /// <exception cref="LabException">They are something else.</exception>
    public static ImmutableArray<SwdPoint> Read(byte[] bytes)
    {
        try
        {
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            using var header = JsonDocument.Parse(bytes.AsMemory(4, length));
            var rows = header.RootElement.GetProperty("rows").GetInt32();
            string[] names = [.. header.RootElement.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!)];
            var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(4 + length)).ToArray();
            return [.. Enumerable.Range(0, rows).Select(row => new SwdPoint(
                (int)Value("experiment", row), (int)Value("resolution", row), Value("kimg", row), Value("swd", row)))];

            double Value(string column, int row) => values[Array.IndexOf(names, column) * rows + row];
        }
        catch (Exception e) when (e is JsonException or ArgumentException or IndexOutOfRangeException
            or KeyNotFoundException or InvalidOperationException)
        {
            throw new LabException("What answers is no lab of this version: its SWD curves can't be read.", e);
        }
    }
}
