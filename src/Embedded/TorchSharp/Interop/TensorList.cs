using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Lists of tensors across the ABI.</summary>
internal static unsafe class TensorList
{
    /// <summary>The handles of borrowed tensors, null for a missing one. Keep the list itself alive over the call.</summary>
    /// <exception cref="InvalidOperationException">A tensor is disposed.</exception>
    public static nint[] Handles(IList<Tensor>? tensors)
    {
        if (tensors is null)
            return [];
        var handles = new nint[tensors.Count];
        for (var i = 0; i < handles.Length; i++)
            handles[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
        return handles;
    }

    /// <inheritdoc cref="Handles(IList{Tensor})"/>
    public static nint[] Handles(ReadOnlySpan<Tensor> tensors)
    {
        var handles = new nint[tensors.Length];
        for (var i = 0; i < handles.Length; i++)
            handles[i] = tensors[i].Handle;
        return handles;
    }

    /// <summary>Takes the ownership of a list that the shim gave away.</summary>
    /// <exception cref="ExternalException">The call failed.</exception>
    public static Tensor[] Take(int status, nint* list, long length)
    {
        Native.Check(status);
        var tensors = new Tensor[length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new Tensor(list[i]);
        Native.ts_free_list(list);
        return tensors;
    }
}
