namespace Orleans.Runtime;

/// <summary>A method that returns <see cref="Task"/>.</summary>
internal sealed class TaskShape : ReturnShape
{
    public override object? Start(CallDispatcher dispatcher, GrainReference reference, GrainMethod method, object?[] arguments) =>
        Send<object?>(dispatcher, reference, method, arguments).AsTask();

    public override async ValueTask<object?> Unwrap(object? returned)
    {
        await (Task)returned!;
        return null;
    }
}
