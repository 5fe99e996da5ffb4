using System.Runtime.InteropServices.Marshalling;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Lends a generator to a native call; null stands for libtorch's default generator.</summary>
[CustomMarshaller(typeof(Generator), MarshalMode.ManagedToUnmanagedIn, typeof(Lent))]
internal static class GeneratorMarshaller
{
    public ref struct Lent
    {
        private Generator? _generator;

        public void FromManaged(Generator? generator) => _generator = generator;

        /// <exception cref="ObjectDisposedException">The generator is disposed; falling back to the default one would hide it.</exception>
        public readonly nint ToUnmanaged()
        {
            if (_generator is null)
                return 0;
            ObjectDisposedException.ThrowIf(_generator.Handle == 0, _generator);
            return _generator.Handle;
        }

        public readonly void OnInvoked() => GC.KeepAlive(_generator);

        public readonly void Free()
        {
        }
    }
}
