using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Switches the recording of graphs on the calling thread until it is disposed.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly int _before = Native.ts_grad_enabled();

    public AutoGradMode(bool enabled) => Native.ts_set_grad_enabled(Native.Bit(enabled));

    public void Dispose() => Native.ts_set_grad_enabled(_before);
}
