using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Copies what crosses a call, so that caller and grain never share anything that can change.</summary>
internal static class DeepCopier
{
    /// <exception cref="Serialization.CodecNotFoundException">The value or something in it has a type that is not serializable.</exception>
    [return: NotNullIfNotNull(nameof(value))]
    public static T? Copy<T>(T? value) => (T?)CopyObject(value);

    /// <inheritdoc cref="Copy"/>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? CopyObject(object? value, CopyContext? context = null) =>
        value is null ? null : TypeCopier.Of(value.GetType()).Copy(value, context ?? new CopyContext());
}
