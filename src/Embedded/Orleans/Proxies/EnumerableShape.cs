namespace Orleans.Runtime;

/// <summary>A method that returns <see cref="IAsyncEnumerable{T}"/>: nothing is sent before somebody enumerates.</summary>
internal sealed class EnumerableShape<T> : ReturnShape
{
    public override object? Start(CallDispatcher dispatcher, GrainReference reference, GrainMethod method, object?[] arguments) =>
        new GrainEnumerable<T>(
            (IEnumerationExtension)(object)reference.As(typeof(IEnumerationExtension)), method, arguments, dispatcher.Logger);

    public override ValueTask<object?> Unwrap(object? returned) =>
        throw new NotSupportedException($"A sequence of {typeof(T)} is pulled step by step, never returned whole.");
}
