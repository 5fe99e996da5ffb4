using System.Collections;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a tensor on the CPU, row by row whatever its strides are. It reads and writes the tensor's own memory,
/// and keeps the tensor object (not its handle) alive.
/// </summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private torch.Tensor? _tensor;
    private T* _data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        _data = (T*)tensor.DataPointer();
        _tensor = tensor;
        Count = tensor.numel();
    }

    public long Count { get; private set; }

    public bool IsReadOnly => false;

    /// <summary>By position in row order (one index), or by one index a dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">Beyond an end.</exception>
    public T this[params long[] indices]
    {
        get => _data[indices.Length == 1 ? Offset(indices[0]) : Offset(indices)];
        set => _data[indices.Length == 1 ? Offset(indices[0]) : Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        if (Count > 0)
            CopyTo(result);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies as many elements, from <paramref name="tensorIndex"/> on, as there are and as fit.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var into = Window(array, arrayIndex, tensorIndex);
        if (_contiguous)
            new ReadOnlySpan<T>(_data + tensorIndex, into.Length).CopyTo(into);
        else
            for (var i = 0; i < into.Length; i++)
                into[i] = _data[Offset(tensorIndex + i)];
        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Writes as many elements, from <paramref name="tensorIndex"/> on, as there are and as fit.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var from = Window(array, arrayIndex, tensorIndex);
        if (_contiguous)
            from.CopyTo(new Span<T>(_data + tensorIndex, from.Length));
        else
            for (var i = 0; i < from.Length; i++)
                _data[Offset(tensorIndex + i)] = from[i];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lets go of the tensor, which lives on.</summary>
    public void Dispose()
    {
        _tensor = null;
        _data = null;
        Count = 0;
    }

    private Span<T> Window(Span<T> array, int arrayIndex, long tensorIndex)
    {
        CheckStart(tensorIndex);
        return array[arrayIndex..(int)Math.Min(array.Length, arrayIndex + (Count - tensorIndex))];
    }

    private ReadOnlySpan<T> Window(ReadOnlySpan<T> array, int arrayIndex, long tensorIndex)
    {
        CheckStart(tensorIndex);
        return array[arrayIndex..(int)Math.Min(array.Length, arrayIndex + (Count - tensorIndex))];
    }

    private void CheckStart(long tensorIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tensorIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tensorIndex, Count);
    }

    private long Offset(long position)
    {
        if (position >= Count)
            throw new IndexOutOfRangeException();
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (_contiguous)
            return position;

        var offset = 0L;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            (position, var index) = Math.DivRem(position, _shape[i]);
            offset += index * _strides[i];
        }

        return offset;
    }

    private long Offset(long[] indices)
    {
        var offset = 0L;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            if (indices[i] < 0 || indices[i] >= _shape[i])
                throw new IndexOutOfRangeException($"{indices[i]} >= {_shape[i]} in dimension {i}.");
            offset += indices[i] * _strides[i];
        }

        return offset;
    }
}
