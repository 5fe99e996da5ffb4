using System.Runtime.InteropServices.Marshalling;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Lends a tensor to a native call, keeping it alive until the call returns, and takes the ownership of a returned one.</summary>
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(Lent))]
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Taken))]
internal static class TensorMarshaller
{
    public ref struct Lent
    {
        private Tensor _tensor;

        /// <exception cref="InvalidOperationException">The tensor is disposed.</exception>
        public void FromManaged(Tensor tensor) => _tensor = tensor;

        public readonly nint ToUnmanaged() => _tensor.Handle;

        public readonly void OnInvoked() => GC.KeepAlive(_tensor);

        public readonly void Free()
        {
        }
    }

    public static class Taken
    {
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The call failed.</exception>
        public static Tensor ConvertToManaged(nint handle) => handle == 0 ? throw Native.Failure() : new Tensor(handle);
    }
}
