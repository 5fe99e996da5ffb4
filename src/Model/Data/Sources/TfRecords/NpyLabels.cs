using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data.Sources.TfRecords;

/// <summary>
/// The official labels file: a NumPy array, float32 [N,L] with one 1 in every row, or whole numbers [N]. Source:
/// official dataset_tool.py,
/// <c>add_labels</c>; numpy.lib.format, version 1.0.
/// </summary>
/// <param name="Classes">L.</param>
/// <param name="Labels">[N].</param>
internal sealed partial record NpyLabels(int Classes, int[] Labels)
{
    /// <exception cref="DatasetDamagedException">It can't be read, or is no such array.</exception>
    public static NpyLabels Read(string path)
    {
        try
        {
            var file = RegularFile.ReadAllBytes(path);
            if (file.Length < 10 || !file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x93, .. "NUMPY"u8]))
                throw new FormatException("it is no NumPy file");
            var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
            var header = Encoding.Latin1.GetString(file, 10, start - 10);
            var shape = Shape().Match(header).Groups[1].Value
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            if (header.Contains("'fortran_order': True", StringComparison.Ordinal) || shape.Length is not (1 or 2))
                throw new FormatException($"its array must be [N,L] or [N], row by row, but is {header.Trim()}");
            var values = Values(Type().Match(header).Groups[1].Value, file.AsSpan(start));
            if (values.Length != shape.Aggregate(1L, (a, b) => a * b))
                throw new FormatException($"it holds {values.Length} numbers, not {string.Join('x', shape)}");
            return shape.Length == 2 ? OfRows(values, shape[1]) : OfNumbers(values);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException
            or OverflowException or ArgumentException)
        {
            throw new DatasetDamagedException($"Label file '{path}' cannot be read: {e.Message}.", e);
        }
    }

    private static float[] Values(string type, ReadOnlySpan<byte> bytes) => type switch
    {
        "<f4" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        "<f8" => [.. MemoryMarshal.Cast<byte, double>(bytes).ToArray().Select(x => (float)x)],
        "<i8" => [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(x => (float)x)],
        "<i4" => [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(x => (float)x)],
        "|u1" => [.. bytes.ToArray().Select(x => (float)x)],
        _ => throw new FormatException($"its numbers are of type '{type}'; float32 is expected"),
    };

    private static NpyLabels OfRows(float[] values, int classes)
    {
        var labels = new int[classes == 0 ? 0 : values.Length / classes];
        for (var row = 0; row < labels.Length; row++)
        {
            var hot = values.AsSpan(row * classes, classes);
            labels[row] = hot.IndexOf(1f);
            if (labels[row] < 0 || hot.Count(0f) != classes - 1)
                throw new FormatException($"row {row} is not one 1 among zeros, hence no class");
        }
        return new NpyLabels(classes, labels);
    }

    private static NpyLabels OfNumbers(float[] values) => values.All(v => v >= 0 && v == MathF.Floor(v))
        ? new NpyLabels((int)values.DefaultIfEmpty(-1).Max() + 1, [.. values.Select(v => (int)v)])
        : throw new FormatException("its numbers must be whole and not negative");

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shape();

    [GeneratedRegex("'descr': '([^']*)'")]
    private static partial Regex Type();
}
