using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Import;

/// <summary>
/// NumPy's numbers and arrays as pickles hold them. Source: numpy/core/src/multiarray, methods.c
/// (<c>array_reduce_ex</c>), scalartypes.c.src (<c>gentype_reduce</c>) and descriptor.c (<c>arraydescr_reduce</c>).
/// </summary>
internal static class NumpyValues
{
    private static readonly PickleGlobal Type = new("numpy", "dtype");
    private static readonly PickleGlobal Array = new("numpy", "ndarray");

    /// <summary>All names, as NumPy 1 and NumPy 2 write them.</summary>
    public static IEnumerable<PickleGlobal> Names =>
    [
        Type, Array,
        .. ((string[])["numpy.core", "numpy._core"]).SelectMany(core => (PickleGlobal[])
        [
            new($"{core}.multiarray", "_reconstruct"), new($"{core}.multiarray", "scalar"),
            new($"{core}.numeric", "_frombuffer"),
        ]),
    ];

    /// <summary>What a call stands for; null where it is none of NumPy's.</summary>
    /// <exception cref="InvalidDataException">The arguments don't belong together.</exception>
    public static object? Make(PickleGlobal function, object?[] arguments) => (function.Name, arguments) switch
    {
        ("dtype", [string code, ..]) => new NumpyType(code),
        ("scalar", [NumpyType type, ReadOnlyMemory<byte> bytes]) =>
            new NumpyArray { Type = type, Bytes = bytes }.Scalar(),
        ("_reconstruct", [PickleGlobal kind, ..]) when kind == Array => new NumpyArray(),
        ("_frombuffer", [ReadOnlyMemory<byte> bytes, NumpyType type, object?[] shape, string order]) =>
            new NumpyArray
            {
                Type = type,
                Bytes = bytes,
                Shape = PickleNames.Lengths(shape),
                FirstAxisFastest = order == "F",
            },
        _ => null,
    };
}

/// <summary>A number type of NumPy's, such as <c>f4</c>.</summary>
/// <param name="code">Kind and bytes of a number, with the order of the bytes or without.</param>
internal sealed class NumpyType(string code)
{
    /// <summary>Kind and bytes of a number.</summary>
    public string Code { get; } = code.TrimStart('<', '|', '=');

    /// <summary>Takes what the pickle adds: (version, order of the bytes, …).</summary>
    /// <exception cref="InvalidDataException">Numbers with the high byte first.</exception>
    public static void Build(object?[] state)
    {
        if (state is not [long, "<" or "|" or "=", ..])
            throw new InvalidDataException("it has numbers in an order of bytes that is not known here");
    }
}

/// <summary>An array of NumPy's; its numbers stay in the file's bytes until they are asked for.</summary>
internal sealed class NumpyArray
{
    /// <summary>Type of its numbers; null until the pickle gives it.</summary>
    public NumpyType? Type { get; set; }

    /// <summary>Lengths of the axes.</summary>
    public long[] Shape { get; set; } = [];

    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>Whether the first axis is the fastest (Fortran's order).</summary>
    public bool FirstAxisFastest { get; set; }

    /// <summary>Takes what the pickle adds: (version, shape, type, Fortran's order, bytes).</summary>
    /// <exception cref="InvalidDataException">Something else.</exception>
    public void Build(object?[] state)
    {
        if (state is not [long, object?[] shape, NumpyType type, bool fortran, ReadOnlyMemory<byte> bytes])
            throw new InvalidDataException("its pickle has an array that is not as NumPy writes it");
        (Shape, Type, FirstAxisFastest, Bytes) = (PickleNames.Lengths(shape), type, fortran, bytes);
    }

    /// <summary>Its numbers, last axis fastest.</summary>
    /// <exception cref="InvalidDataException">It has no floating-point numbers, or not as many as its shape
    /// says.</exception>
    public float[] Floats()
    {
        var numbers = Type?.Code switch
        {
            "f4" => MemoryMarshal.Cast<byte, float>(Whole(sizeof(float))).ToArray(),
            "f2" => System.Array.ConvertAll(
                MemoryMarshal.Cast<byte, Half>(Whole(sizeof(short))).ToArray(), x => (float)x),
            "f8" => System.Array.ConvertAll(
                MemoryMarshal.Cast<byte, double>(Whole(sizeof(double))).ToArray(), x => (float)x),
            var other => throw new InvalidDataException(
                $"it has an array of '{other}'; floating-point numbers are needed"),
        };
        return FirstAxisFastest && Shape.Length > 1 ? Axes.Reversed(numbers, Shape) : numbers;
    }

    /// <summary>Its one number.</summary>
    /// <returns>A long, a double or a bool.</returns>
    /// <exception cref="InvalidDataException">It is no number of those types.</exception>
    public object Scalar() => (Type?.Code, Bytes.Length) switch
    {
        ("f8", sizeof(double)) => BinaryPrimitives.ReadDoubleLittleEndian(Bytes.Span),
        ("f4", sizeof(float)) => Decimal(BinaryPrimitives.ReadSingleLittleEndian(Bytes.Span)),
        ("f2", sizeof(short)) => (double)BinaryPrimitives.ReadHalfLittleEndian(Bytes.Span),
        ("i8" or "u8", sizeof(long)) => BinaryPrimitives.ReadInt64LittleEndian(Bytes.Span),
        ("i4" or "u4", sizeof(int)) => (long)BinaryPrimitives.ReadInt32LittleEndian(Bytes.Span),
        ("b1", 1) => Bytes.Span[0] != 0,
        var (code, length) => throw new InvalidDataException($"it has a number of '{code}' in {length} bytes"),
    };

    /// <summary>The double that a person would write for a float, so that float32's 0.2 is 0.2.</summary>
    private static double Decimal(float number) =>
        double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private ReadOnlySpan<byte> Whole(int size) =>
        Shape.Aggregate((long)size, (all, length) => all * length) == Bytes.Length
            ? Bytes.Span
            : throw new InvalidDataException(
                $"it has an array [{string.Join(',', Shape)}] with {Bytes.Length} bytes of numbers");
}
