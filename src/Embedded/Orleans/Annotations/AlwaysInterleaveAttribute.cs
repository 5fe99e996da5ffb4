namespace Orleans.Concurrency;

/// <summary>Lets calls of a method interleave with whatever its grain is doing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
