using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number of any kind, as libtorch's Scalar: integers are 64 bits wide, floating-point numbers are doubles.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(Number value) => Value = value;

    /// <summary>Int64, Float64 or Bool.</summary>
    public torch.ScalarType Type => Value.Type;

    internal Number Value { get; }

    public static implicit operator Scalar(byte value) => new((long)value);

    public static implicit operator Scalar(sbyte value) => new((long)value);

    public static implicit operator Scalar(short value) => new((long)value);

    public static implicit operator Scalar(int value) => new((long)value);

    public static implicit operator Scalar(long value) => new(value);

    public static implicit operator Scalar(Half value) => new((double)value);

    public static implicit operator Scalar(float value) => new((double)value);

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator Scalar(bool value) => new(value);

    /// <summary>Nothing to free: the number is managed.</summary>
    public void Dispose()
    {
    }
}
