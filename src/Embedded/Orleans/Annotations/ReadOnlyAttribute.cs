namespace Orleans.Concurrency;

/// <summary>Says that a method changes no state: its calls interleave with other read-only calls.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
