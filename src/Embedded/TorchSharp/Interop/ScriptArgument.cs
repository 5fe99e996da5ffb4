using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>An argument of a TorchScript function as the shim takes it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ScriptArgument
{
    private const int Tensor = 0;
    private const int Integer = 1;
    private const int Floating = 2;
    private const int Boolean = 3;

    private readonly long _bits;
    private readonly nint _tensor;
    private readonly int _kind;

    private ScriptArgument(long bits, nint tensor, int kind) => (_bits, _tensor, _kind) = (bits, tensor, kind);

    /// <param name="argument">A tensor, int, long, float, double or bool.</param>
    /// <exception cref="NotImplementedException">Something else.</exception>
    public static ScriptArgument Of(object argument) => argument switch
    {
        torch.Tensor tensor => new(0, tensor.Handle, Tensor),
        int number => new(number, 0, Integer),
        long number => new(number, 0, Integer),
        float number => new(BitConverter.DoubleToInt64Bits(number), 0, Floating),
        double number => new(BitConverter.DoubleToInt64Bits(number), 0, Floating),
        bool flag => new(flag ? 1 : 0, 0, Boolean),
        _ => throw new NotImplementedException($"Passing arguments of type {argument?.GetType().Name ?? "null"} to TorchScript."),
    };
}
