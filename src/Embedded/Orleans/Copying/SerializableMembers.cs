using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Finds the fields that are a type's contract: those with an <see cref="IdAttribute"/>, and a record's positional members.</summary>
internal static class SerializableMembers
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <exception cref="CodecNotFoundException">A base type is not serializable.</exception>
    public static FieldInfo[] Contract(Type type)
    {
        List<FieldInfo> fields = [];
        for (var level = type; level != typeof(object) && level != typeof(ValueType) && level is not null; level = level.BaseType)
        {
            if (!level.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
                throw new CodecNotFoundException($"Could not find a copier for type {level}, the base of {type}.");
            fields.AddRange(DeclaredContract(level));
        }

        return [.. fields];
    }

    /// <summary>All instance fields, those of base types included.</summary>
    public static IEnumerable<FieldInfo> AllFields(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var field in level.GetFields(Declared)) yield return field;
        }
    }

    private static IEnumerable<FieldInfo> DeclaredContract(Type type)
    {
        var positional = PositionalNames(type);
        foreach (var field in type.GetFields(Declared))
        {
            var property = BackedProperty(type, field);
            if (field.IsDefined(typeof(IdAttribute)) || property?.IsDefined(typeof(IdAttribute)) == true
                || (property is not null && positional.Contains(property.Name)))
                yield return field;
        }
    }

    private static PropertyInfo? BackedProperty(Type type, FieldInfo field) =>
        field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name is ['<', .. var rest] && rest.IndexOf('>', StringComparison.Ordinal) is > 0 and var end
            ? type.GetProperty(rest[..end], Declared)
            : null;

    /// <summary>A positional record has a Deconstruct method whose parameters are named as its positional members.</summary>
    private static HashSet<string> PositionalNames(Type type)
    {
        var isRecord = type.GetMethod("PrintMembers", Declared) is not null;
        var deconstruct = isRecord
            ? type.GetMethods(Declared).FirstOrDefault(m => m.Name == "Deconstruct" && m.IsDefined(typeof(CompilerGeneratedAttribute)))
            : null;
        return deconstruct is null ? [] : [.. deconstruct.GetParameters().Select(parameter => parameter.Name!)];
    }
}
