namespace Orleans.Runtime;

/// <summary>
/// Checks what the types of a contract's members say. It finds what copying would find only later, or for immutable types never:
/// in a cluster their members cross a wire.
/// </summary>
internal static class SerializableTypes
{
    /// <summary>Checks all that can be reached from a type without looking at any object.</summary>
    /// <exception cref="Serialization.CodecNotFoundException">A type is not serializable.</exception>
    public static void Require(IEnumerable<Type> memberTypes)
    {
        var seen = new HashSet<Type>();
        foreach (var type in memberTypes) Require(type, seen);
    }

    private static void Require(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.IsGenericParameter) return;
        if (type.IsArray) Require(type.GetElementType()!, seen);
        foreach (var argument in type.GenericTypeArguments) Require(argument, seen);
        if (type.IsAbstract || type.IsArray || Nullable.GetUnderlyingType(type) is not null) return;
        var copier = TypeCopierFactory.Find(type);
        foreach (var field in copier.Contract) Require(field.FieldType, seen);
    }
}
