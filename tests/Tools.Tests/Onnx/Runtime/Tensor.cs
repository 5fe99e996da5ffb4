namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Stands in for the package's type: what the model card's C# uses of it, with its signatures.</summary>
public abstract class Tensor<T>
{
    private readonly int[] dimensions;

    protected Tensor(Memory<T> buffer, ReadOnlySpan<int> dimensions) => (Buffer, this.dimensions) = (buffer, dimensions.ToArray());

    public Memory<T> Buffer { get; }

    public ReadOnlySpan<int> Dimensions => dimensions;

    public virtual T this[params int[] indices]
    {
        get => Buffer.Span[Place(indices)];
        set => Buffer.Span[Place(indices)] = value;
    }

    private int Place(int[] indices)
    {
        Assert.Equal(dimensions.Length, indices.Length);
        return indices.Zip(dimensions).Aggregate(0, (place, next) => place * next.Second + next.First);
    }
}
