namespace Orleans.Runtime;

/// <summary>An observer's <c>void</c> method: nobody waits for it.</summary>
internal sealed class VoidShape : ReturnShape
{
    public override object? Start(CallDispatcher dispatcher, GrainReference reference, GrainMethod method, object?[] arguments)
    {
        dispatcher.Send(reference.GrainId, method, arguments, new CallCompletion<object?>());
        return null;
    }

    public override ValueTask<object?> Unwrap(object? returned) => default;
}
