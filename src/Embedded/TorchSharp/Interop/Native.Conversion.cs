using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Numbers, element types, devices and copies.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_to(Tensor self, Spec spec, int nonBlocking, int copy);

    [LibraryImport(Library)]
    public static partial Tensor ts_clone(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_contiguous(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_copy_(Tensor self, Tensor source, int nonBlocking);

    [LibraryImport(Library)]
    public static partial long ts_promote_types(int left, int right);

    [LibraryImport(Library)]
    public static partial long ts_can_cast(int from, int to);

    [LibraryImport(Library)]
    public static partial int ts_item(Tensor self, Number* number);
}
