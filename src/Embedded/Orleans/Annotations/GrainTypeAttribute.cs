namespace Orleans;

/// <summary>The type name of a grain class, in place of the name that is derived from the class name.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal string GrainType { get; } = grainType;
}
