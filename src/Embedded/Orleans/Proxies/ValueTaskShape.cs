namespace Orleans.Runtime;

/// <summary>A method that returns <see cref="ValueTask"/>.</summary>
internal sealed class ValueTaskShape : ReturnShape
{
    public override object? Start(CallDispatcher dispatcher, GrainReference reference, GrainMethod method, object?[] arguments) =>
        new ValueTask(Send<object?>(dispatcher, reference, method, arguments).AsTask());

    public override async ValueTask<object?> Unwrap(object? returned)
    {
        await (ValueTask)returned!;
        return null;
    }
}
