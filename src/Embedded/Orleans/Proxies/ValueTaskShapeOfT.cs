using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A method that returns <see cref="ValueTask{TResult}"/>.</summary>
internal sealed class ValueTaskShape<T> : ReturnShape
{
    [SuppressMessage("Reliability", "CA2012", Justification = "It is boxed for the proxy, which returns it to the caller.")]
    public override object? Start(CallDispatcher dispatcher, GrainReference reference, GrainMethod method, object?[] arguments) =>
        Send<T>(dispatcher, reference, method, arguments);

    public override async ValueTask<object?> Unwrap(object? returned) => await (ValueTask<T>)returned!;
}
