namespace Orleans.Runtime;

/// <summary>Copies the bytes or other elements behind a <see cref="ReadOnlyMemory{T}"/>.</summary>
internal sealed class ReadOnlyMemoryCopier<T> : TypeCopier
{
    public override object Copy(object original, CopyContext context) =>
        new ReadOnlyMemory<T>(CopyPart(((ReadOnlyMemory<T>)original).ToArray(), context));
}
