using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Shape, element type, device.</content>
    public partial class Tensor
    {
        public long Dimensions => Native.Check(Native.ts_ndim(this));

        public long ndim => Dimensions;

        public long NumberOfElements => Native.Check(Native.ts_numel(this));

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => Native.Check(Native.ts_element_size(this));

        public ScalarType dtype => (ScalarType)Native.Check(Native.ts_dtype(this));

        public Device device => device_type == DeviceType.CPU ? new Device(DeviceType.CPU) : new Device(device_type, device_index);

        public DeviceType device_type => (DeviceType)Native.Check(Native.ts_device_type(this));

        /// <summary>-1 where the device has no index.</summary>
        public int device_index => (int)Native.Check(Native.ts_device_ordinal(this)) - 1;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_sparse => Native.Check(Native.ts_is_sparse(this)) != 0;

        /// <summary>The lengths of all dimensions, a new array at each call.</summary>
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* first = sizes)
                    Native.Check(Native.ts_sizes(this, first));
                return sizes;
            }
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is no such dimension.</exception>
        public long size(int dim) => Native.Check(Native.ts_size(this, dim));

        /// <summary>Elements from one index to the next, a dimension each.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* first = strides)
                Native.Check(Native.ts_strides(this, first));
            return strides;
        }

        public long stride(int dim) => Native.Check(Native.ts_stride(this, dim));

        public long storage_offset() => Native.Check(Native.ts_storage_offset(this));

        public bool is_contiguous() => Native.Check(Native.ts_is_contiguous(this)) != 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>Shape, element type and device, as <c>[2x3], type = Float32, device = cpu</c>.</summary>
        /// <exception cref="InvalidOperationException">The tensor is invalid.</exception>
        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
