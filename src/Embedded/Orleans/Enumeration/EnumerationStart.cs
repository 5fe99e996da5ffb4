namespace Orleans.Runtime;

/// <summary>What a caller wants enumerated.</summary>
/// <param name="Method">A method that returns a sequence.</param>
/// <param name="Arguments">Its arguments, which belong to the grain.</param>
internal sealed record EnumerationStart(GrainMethod Method, object?[] Arguments);
