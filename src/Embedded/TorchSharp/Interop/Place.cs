using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>One place of an index expression as the shim takes it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Place
{
    public long Start;
    public long Stop;
    public long Step;
    public nint Tensor;
    public int Kind;

    /// <summary>Which of start (1), stop (2) and step (4) are given.</summary>
    public int Given;
}
