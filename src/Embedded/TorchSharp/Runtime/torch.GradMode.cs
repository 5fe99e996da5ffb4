using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Switches of the calling thread; each returned object puts the former state back, on the same thread.</content>
public static partial class torch
{
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => Native.ts_grad_enabled() != 0;

    /// <summary>As <see cref="no_grad"/>, and tensors made under it can never take part in a graph.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Native.ts_inference_mode() != 0;
}
