namespace Orleans.Concurrency;

/// <summary>Lets all calls to a grain class interleave at their awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
