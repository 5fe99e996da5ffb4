namespace TorchSharp.Utils;

/// <summary>The name that a field's component is registered under, in place of the field's own.</summary>
[AttributeUsage(AttributeTargets.All)]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
