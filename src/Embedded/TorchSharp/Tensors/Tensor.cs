using System.Runtime.InteropServices.Marshalling;

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A libtorch tensor. This object is the one owner of its native handle: <see cref="Dispose()"/> or the dispose scope that it
    /// was created in frees it; the finalizer is only a net for tensors that were forgotten outside any scope.
    /// </summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public partial class Tensor : IDisposable
    {
        private static long _totalCount;
        private static long _peakCount;

        internal nint handle;

        /// <param name="handle">A native at::Tensor that becomes this object's; 0 makes an invalid tensor, which no count includes.</param>
        /// <param name="register">Whether the current dispose scope of this thread takes the tensor in.</param>
        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            if (handle == 0)
                return;

            Count();
            if (register)
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.RegisterOnCurrentDisposeScope(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Live tensors of the process. Several may share one storage; tensors that stay in native code aren't counted.</summary>
        public static long TotalCount => Interlocked.Read(ref _totalCount);

        /// <summary>The largest <see cref="TotalCount"/> so far.</summary>
        public static long PeakCount => Interlocked.Read(ref _peakCount);

        /// <summary>True once the tensor is disposed or its handle has moved elsewhere, and for the gradient of an unused input.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>The native at::Tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor is invalid.</exception>
        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        /// <summary>A name for debugging.</summary>
        public string? name { get; set; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the native tensor; a second call does nothing.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var owned = Interlocked.Exchange(ref handle, 0);
            if (owned == 0)
                return;
            if (disposing)
            {
                DisposeScopeManager.ThreadSingleton.DisposingOnCurrentScope(this);
                OwningDisposeScope?.MarkAsDisposed(this);
            }

            Interlocked.Decrement(ref _totalCount);
            Native.ts_free(owned);
        }

        /// <summary>Takes the native tensor out of this object, which becomes invalid; the caller owns it now.</summary>
        /// <exception cref="InvalidOperationException">The tensor is invalid.</exception>
        internal nint MoveHandle()
        {
            var moved = Interlocked.Exchange(ref handle, 0);
            if (moved == 0)
                throw new InvalidOperationException("Tensor invalid -- empty handle.");
            Interlocked.Decrement(ref _totalCount);
            return moved;
        }

        private static void Count()
        {
            var total = Interlocked.Increment(ref _totalCount);
            for (var peak = Interlocked.Read(ref _peakCount); total > peak;)
                peak = Interlocked.CompareExchange(ref _peakCount, total, peak);
        }

        /// <summary>This tensor, after an in-place call that went well.</summary>
        private Tensor Done(int status)
        {
            Native.Check(status);
            return this;
        }
    }
}
