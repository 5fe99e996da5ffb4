using System.Collections.Immutable;

namespace PgGanLab.Model.Checkpoints;

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
