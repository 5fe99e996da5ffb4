namespace Orleans.Concurrency;

/// <summary>The caller does not wait for the method, and never learns how it ended.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
