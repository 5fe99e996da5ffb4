namespace Orleans.Runtime;

/// <summary>Copies an immutable collection: it crosses as it is where its elements do.</summary>
internal sealed class ImmutableCollectionCopier<TCollection, T>(Func<TCollection, IEnumerable<T>, TCollection> build) : TypeCopier
    where TCollection : IEnumerable<T>
{
    private readonly Lazy<bool> _hasShallowElements = new(() => HoldsOnlyShallow(typeof(T)));

    public override object Copy(object original, CopyContext context)
    {
        var collection = (TCollection)original;
        var isDefaultArray = EqualityComparer<TCollection>.Default.Equals(collection, default);
        if (isDefaultArray || _hasShallowElements.Value) return original;
        return build(collection, [.. collection.Select(element => CopyPart(element, context))])!;
    }
}
