namespace Orleans.Runtime;

/// <summary>Copies one-dimensional arrays.</summary>
internal sealed class ArrayCopier<T> : TypeCopier
{
    private readonly Lazy<bool> _hasShallowElements = new(() => HoldsOnlyShallow(typeof(T)));

    public override object Copy(object original, CopyContext context)
    {
        if (context.TryGet(original, out var known)) return known;
        var copy = (T[])((T[])original).Clone();
        context.Record(original, copy);
        if (_hasShallowElements.Value) return copy;
        for (var i = 0; i < copy.Length; i++) copy[i] = CopyPart(copy[i], context);
        return copy;
    }
}
