using System.Runtime.InteropServices.Marshalling;

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers. Not for two threads at a time, if the order of its numbers matters.</summary>
    [NativeMarshalling(typeof(GeneratorMarshaller))]
    public class Generator : IDisposable
    {
        private nint _handle;

        /// <exception cref="System.Runtime.InteropServices.ExternalException">libtorch has no generator for the device.</exception>
        public Generator(ulong seed = 0, Device? device = null)
            : this(Native.ts_generator_new(seed, (int)(device?.type ?? DeviceType.CPU), device?.index ?? -1), device ?? CPU)
        {
        }

        private Generator(nint handle, Device device)
        {
            if (handle == 0)
                throw Native.Failure();
            (_handle, this.device) = (handle, device);
        }

        ~Generator() => Dispose(false);

        /// <summary>The process-wide generator of the CPU; disposing the object leaves that as it is.</summary>
        public static Generator Default => new(Native.ts_generator_default(), CPU);

        /// <summary>The native at::Generator; 0 once disposed.</summary>
        public nint Handle => _handle;

        public Device device { get; }

        /// <summary>The whole state as bytes (5,056 on the CPU).</summary>
        public Tensor get_state() => Native.ts_generator_get_state(this);

        /// <exception cref="System.Runtime.InteropServices.ExternalException">Not a state of this kind of generator.</exception>
        public void set_state(Tensor value) => Native.Check(Native.ts_generator_set_state(this, value));

        public Generator manual_seed(long seed)
        {
            Native.Check(Native.ts_generator_seed(this, (ulong)seed));
            return this;
        }

        /// <summary>Seeds from the clock.</summary>
        /// <returns>The seed.</returns>
        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public unsafe long initial_seed()
        {
            ulong seed;
            Native.Check(Native.ts_generator_initial_seed(this, &seed));
            return (long)seed;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var owned = Interlocked.Exchange(ref _handle, 0);
            if (owned != 0)
                Native.ts_generator_free(owned);
        }
    }
}
