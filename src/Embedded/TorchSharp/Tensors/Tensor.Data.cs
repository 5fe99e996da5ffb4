using System.Runtime.InteropServices;

using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <content>The tensor's elements in managed code.</content>
    public partial class Tensor
    {
        /// <summary>The raw memory, valid while the tensor lives; only for contiguous tensors on the CPU.</summary>
        /// <exception cref="InvalidOperationException">Not contiguous, or not on the CPU.</exception>
        /// <exception cref="ArgumentException">More than 2 GiB, or (on writing) a span of another length.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                var length = NumberOfElements * ElementSize;
                ValidateBytes(length);
                return new Span<byte>(DataPointer(), (int)length);
            }

            set
            {
                var length = NumberOfElements * ElementSize;
                if (!is_contiguous())
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (length != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>(DataPointer(), value.Length));
            }
        }

        /// <summary>The elements as T, which must be exactly the element type; a tensor on another device is copied to the CPU.</summary>
        /// <exception cref="ArgumentException">T isn't the element type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The only element.</summary>
        /// <exception cref="ArgumentException">There isn't exactly one element, or T isn't the element type.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            ValidateType(typeof(T));
            if (device_type == DeviceType.CPU)
            {
                var value = *(T*)DataPointer();
                GC.KeepAlive(this);
                return value;
            }

            using var here = cpu();
            return here.item<T>();
        }

        /// <summary>The only element as a number.</summary>
        /// <exception cref="ExternalException">There isn't exactly one element.</exception>
        public unsafe Scalar ToScalar()
        {
            Number value;
            Native.Check(Native.ts_item(this, &value));
            return new Scalar(value);
        }

        /// <exception cref="InvalidOperationException">Not contiguous, or not on the CPU.</exception>
        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            ValidateBytes(0);
            var rest = NumberOfElements * ElementSize;
            for (var at = (byte*)DataPointer(); rest > 0;)
            {
                var length = (int)Math.Min(rest, int.MaxValue);
                stream.Write(new ReadOnlySpan<byte>(at, length));
                at += length;
                rest -= length;
            }

            GC.KeepAlive(this);
        }

        /// <exception cref="EndOfStreamException">The stream holds less than the tensor.</exception>
        /// <exception cref="InvalidOperationException">Not contiguous, or not on the CPU.</exception>
        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ValidateBytes(0);
            var rest = NumberOfElements * ElementSize;
            for (var at = (byte*)DataPointer(); rest > 0;)
            {
                var length = (int)Math.Min(rest, int.MaxValue);
                stream.ReadExactly(new Span<byte>(at, length));
                at += length;
                rest -= length;
            }

            GC.KeepAlive(this);
        }

        public static explicit operator float(Tensor value) => value.ToScalar().ToSingle();

        public static explicit operator double(Tensor value) => value.ToScalar().ToDouble();

        public static explicit operator int(Tensor value) => value.ToScalar().ToInt32();

        public static explicit operator long(Tensor value) => value.ToScalar().ToInt64();

        public static explicit operator bool(Tensor value) => value.ToScalar().ToBoolean();

        internal unsafe void* DataPointer()
        {
            void* data;
            Native.Check(Native.ts_data(this, &data));
            return data;
        }

        private void ValidateBytes(long length)
        {
            if (!is_contiguous())
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (length > int.MaxValue)
                throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        private void ValidateType(Type type)
        {
            var actual = dtype;
            if (type != ElementType(actual))
                throw new ArgumentException($"{type.Name} is not compatible with {actual}");
        }
    }
}
