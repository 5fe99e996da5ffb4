using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Copies the objects of one type.</summary>
internal abstract class TypeCopier
{
    private static readonly ConcurrentDictionary<Type, TypeCopier> Known = new();

    /// <summary>Whether the objects cross calls as they are.</summary>
    public virtual bool IsShallow => false;

    public abstract object Copy(object original, CopyContext context);

    /// <summary>The copier for objects of exactly this type.</summary>
    /// <exception cref="Serialization.CodecNotFoundException">The type is not serializable.</exception>
    public static TypeCopier Of(Type type) => Known.GetOrAdd(type, static t => TypeCopierFactory.Create(t));

    /// <summary>Copies an element or a member of whatever type it has.</summary>
    protected static T CopyPart<T>(T part, CopyContext context) =>
        part is null ? part : (T)Of(part.GetType()).Copy(part, context);

    /// <summary>Whether everything that can stand in a place of this type crosses as it is.</summary>
    protected static bool HoldsOnlyShallow(Type type)
    {
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        return (actual.IsSealed || actual.IsValueType) && Of(actual).IsShallow;
    }
}
