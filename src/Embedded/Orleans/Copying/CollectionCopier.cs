namespace Orleans.Runtime;

/// <summary>Copies a mutable collection by building one like it of copied elements.</summary>
internal sealed class CollectionCopier<TCollection, T>(Func<TCollection, IEnumerable<T>, TCollection> build) : TypeCopier
    where TCollection : class, IEnumerable<T>
{
    private readonly Lazy<bool> _hasShallowElements = new(() => HoldsOnlyShallow(typeof(T)));

    public override object Copy(object original, CopyContext context)
    {
        if (context.TryGet(original, out var known)) return known;
        var collection = (TCollection)original;
        IEnumerable<T> elements = _hasShallowElements.Value ? collection : [.. collection.Select(element => CopyPart(element, context))];
        var copy = build(collection, elements);
        context.Record(original, copy);
        return copy;
    }
}
