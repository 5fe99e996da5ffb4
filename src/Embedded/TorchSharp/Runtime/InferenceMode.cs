using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// Switches libtorch's inference mode on the calling thread until it is disposed. It has no finalizer: the mode belongs to a thread,
/// and the finalizer's is never the right one.
/// </summary>
internal sealed class InferenceMode : IDisposable
{
    private nint _guard;

    public InferenceMode(bool mode)
    {
        _guard = Native.ts_inference_mode_enter(Native.Bit(mode));
        if (_guard == 0)
            throw Native.Failure();
    }

    public void Dispose()
    {
        var guard = Interlocked.Exchange(ref _guard, 0);
        if (guard != 0)
            Native.ts_inference_mode_leave(guard);
    }
}
