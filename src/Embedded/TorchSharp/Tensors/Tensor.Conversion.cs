using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Other element types, devices and copies.</content>
    public partial class Tensor
    {
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(Spec.Like(type), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(Spec.Like(device: InitializeDevice(device)), copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(Spec.Like(type, InitializeDevice(device)), copy, disposeAfter, non_blocking);

        /// <summary>As the other tensor: its element type on its device.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, copy, disposeAfter, non_blocking);

        public Tensor type_as(Tensor tensor) => to(tensor.dtype);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor cpu() => to(CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
                throw new ArgumentException("Not a CUDA device.", nameof(device));
            return to(device ?? CUDA, non_blocking: non_blocking);
        }

        public Tensor @bool() => to(ScalarType.Bool);

        public Tensor @byte() => to(ScalarType.Byte);

        public Tensor @char() => to(ScalarType.Int8);

        public Tensor @short() => to(ScalarType.Int16);

        public Tensor @int() => to(ScalarType.Int32);

        public Tensor @long() => to(ScalarType.Int64);

        public Tensor half() => to(ScalarType.Float16);

        public Tensor bfloat16() => to(ScalarType.BFloat16);

        public Tensor @float() => to(ScalarType.Float32);

        public Tensor @double() => to(ScalarType.Float64);

        /// <summary>A copy in memory of its own, with the history of this tensor.</summary>
        public Tensor clone() => Native.ts_clone(this);

        /// <summary>A new object over the same native tensor.</summary>
        public Tensor alias() => Native.ts_alias(this);

        public Tensor contiguous() => Native.ts_contiguous(this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Done(Native.ts_copy_(this, source, Native.Bit(nonBlocking)));

        /// <summary>Whether <see cref="to(ScalarType, Device, bool, bool, bool)"/> would make new memory.</summary>
        internal bool toWillCopy(ScalarType type, Device device) =>
            dtype != type || device_type != device.type || device_index != device.index;

        private Tensor To(Spec spec, bool copy, bool disposeAfter, bool nonBlocking)
        {
            var result = Native.ts_to(this, spec, Native.Bit(nonBlocking), Native.Bit(copy));
            if (disposeAfter)
                Dispose();
            return result;
        }
    }
}
