namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Stands in for the package's type: what the model card's C# uses of it, with its signatures.</summary>
public sealed class DenseTensor<T> : Tensor<T>
{
    public DenseTensor(ReadOnlySpan<int> dimensions, bool reverseStride = false) : this(new T[Product(dimensions)], dimensions, reverseStride) { }

    public DenseTensor(Memory<T> memory, ReadOnlySpan<int> dimensions, bool reverseStride = false) : base(memory, dimensions)
    {
        Assert.False(reverseStride);
        Assert.Equal(Product(dimensions), memory.Length);
    }

    private static int Product(ReadOnlySpan<int> dimensions) => dimensions.ToArray().Aggregate(1, (a, b) => a * b);
}
