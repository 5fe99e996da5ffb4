using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over the array's own memory; with another element type, a copy.</summary>
    /// <exception cref="NotSupportedException">No tensor has elements of this type.</exception>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, ElementCode(rawArray), device);

    /// <inheritdoc cref="from_array(Array, Device?)"/>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false)
    {
        var lengths = new long[rawArray.Rank];
        for (var i = 0; i < lengths.Length; i++)
            lengths[i] = rawArray.GetLongLength(i);
        return Shared(rawArray, 0, lengths, dtype, device, requires_grad);
    }

    /// <summary>A tensor over <paramref name="count"/> elements of the array's own memory; with another element type, a copy.</summary>
    /// <exception cref="ArgumentException">The offset is outside of the array.</exception>
    /// <exception cref="IndexOutOfRangeException">There aren't that many elements.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
            throw new ArgumentException($"invalid value for 'offset': {offset}");
        if (count < 0)
            count = rawArray.LongLength - offset;
        if (count > rawArray.LongLength - offset)
            throw new IndexOutOfRangeException($"element count is too large: {count}");
        return Shared(rawArray, offset, [count], dtype, CPU, requires_grad);
    }

    /// <exception cref="ArgumentException">The dimensions ask for more elements than there are.</exception>
    private static unsafe Tensor FromData<T>(
        ReadOnlySpan<T> data, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        var wanted = 1L;
        foreach (var length in dimensions)
            wanted *= length;
        if (wanted > data.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {wanted} vs. {data.Length}");

        var type = ElementCode(typeof(T));
        fixed (T* first = data)
        {
            return Native.ts_from_data(
                first, (int)type, dimensions, dimensions.Length, Spec.New(dtype ?? type, InitializeDevice(device), requiresGrad));
        }
    }

    private static unsafe Tensor Shared(Array array, long offset, long[] lengths, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        var type = ElementCode(array);
        var target = InitializeDevice(device);
        var same = (dtype ?? type) == type && target.type == DeviceType.CPU;
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        var data = (byte*)pin.AddrOfPinnedObject() + (offset * ElementBytes(type));
        var shared = Native.ts_from_blob(
            data, &Unpin, GCHandle.ToIntPtr(pin), (int)type, lengths, lengths.Length, Native.Bit(same && requiresGrad));
        return same ? shared : shared.to(dtype ?? type, target, disposeAfter: true).requires_grad_(requiresGrad);
    }

    private static ScalarType ElementCode(Array array) => ElementCode(array.GetType().GetElementType()!);

    private static Span<T> Flat<T>(Array array)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();
}
