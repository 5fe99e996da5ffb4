using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A scalar as the shim takes it: an integer, a double's bits, or a boolean.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Number
{
    private const int Integer = 0;
    private const int Floating = 1;
    private const int Boolean = 2;

    private readonly long _bits;
    private readonly int _kind;

    private Number(long bits, int kind) => (_bits, _kind) = (bits, kind);

    public static Number One => new(1, Integer);

    public static implicit operator Number(long value) => new(value, Integer);

    public static implicit operator Number(double value) => new(BitConverter.DoubleToInt64Bits(value), Floating);

    public static implicit operator Number(bool value) => new(value ? 1 : 0, Boolean);

    /// <exception cref="NullReferenceException">The scalar is null, as in TorchSharp.</exception>
    public static implicit operator Number(Scalar scalar) => scalar.Value;

    public torch.ScalarType Type => _kind switch
    {
        Integer => torch.ScalarType.Int64,
        Floating => torch.ScalarType.Float64,
        _ => torch.ScalarType.Bool,
    };

    public double ToDouble() => _kind == Floating ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    public long ToInt64() => _kind == Floating ? checked((long)BitConverter.Int64BitsToDouble(_bits)) : _bits;

    public bool ToBoolean() => _kind == Floating ? BitConverter.Int64BitsToDouble(_bits) != 0 : _bits != 0;
}
