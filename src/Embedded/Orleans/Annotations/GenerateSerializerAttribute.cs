namespace Orleans;

/// <summary>Says that instances of a type may cross grain calls. Types without it are refused with <see cref="Serialization.CodecNotFoundException"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether the primary constructor's parameters are members of the contract even where the type is no record.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
