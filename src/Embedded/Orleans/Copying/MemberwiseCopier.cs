using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>
/// Copies objects member by member. Members that are no part of the contract start as a new object's do, as they would on the
/// other side of a wire.
/// </summary>
internal sealed class MemberwiseCopier(Type type, FieldInfo[] contract) : TypeCopier
{
    private static readonly Func<object, object> Clone =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly Lazy<FieldInfo[]> _deep = new(() => [.. contract.Where(field => !HoldsOnlyShallow(field.FieldType))]);
    private readonly FieldInfo[] _outside = [.. SerializableMembers.AllFields(type).Except(contract)];

    public override object Copy(object original, CopyContext context)
    {
        if (context.TryGet(original, out var known)) return known;
        var copy = Clone(original);
        if (!type.IsValueType) context.Record(original, copy);
        if (_outside.Length > 0) Reset(copy);
        foreach (var field in _deep.Value) field.SetValue(copy, CopyPart(field.GetValue(original), context));
        return copy;
    }

    private void Reset(object copy)
    {
        var fresh = type.GetConstructor(Type.EmptyTypes) is null
            ? RuntimeHelpers.GetUninitializedObject(type)
            : Activator.CreateInstance(type)!;
        foreach (var field in _outside) field.SetValue(copy, field.GetValue(fresh));
    }
}
