namespace Orleans.Runtime;

/// <summary>A method that returns <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskShape<T> : ReturnShape
{
    public override object? Start(CallDispatcher dispatcher, GrainReference reference, GrainMethod method, object?[] arguments) =>
        Send<T>(dispatcher, reference, method, arguments).AsTask();

    public override async ValueTask<object?> Unwrap(object? returned) => await (Task<T>)returned!;
}
