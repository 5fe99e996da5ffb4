namespace Orleans;

/// <summary>Activations of the class are never deactivated for being idle.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute;
