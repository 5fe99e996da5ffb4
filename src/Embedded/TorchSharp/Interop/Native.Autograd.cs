using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Gradients and the modes that switch them.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial int ts_grad_of(
        ReadOnlySpan<nint> outputs, long n, ReadOnlySpan<nint> inputs, long m, ReadOnlySpan<nint> gradOutputs, long k, int retainGraph,
        int createGraph, int allowUnused, nint** list, long* length);

    [LibraryImport(Library)]
    public static partial int ts_backward(
        ReadOnlySpan<nint> of, long n, ReadOnlySpan<nint> gradTensors, long k, int retainGraph, int createGraph,
        ReadOnlySpan<nint> inputs, long m);

    [LibraryImport(Library)]
    public static partial int ts_grad(Tensor self, nint* grad);

    [LibraryImport(Library)]
    public static partial int ts_set_grad(Tensor self, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? grad);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long ts_requires_grad(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_set_requires_grad(Tensor self, int value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long ts_is_leaf(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_retain_grad(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_detach(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_detach_(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int ts_grad_enabled();

    [LibraryImport(Library), SuppressGCTransition]
    public static partial void ts_set_grad_enabled(int enabled);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int ts_inference_mode();

    [LibraryImport(Library)]
    public static partial nint ts_inference_mode_enter(int enabled);

    [LibraryImport(Library)]
    public static partial void ts_inference_mode_leave(nint guard);
}
