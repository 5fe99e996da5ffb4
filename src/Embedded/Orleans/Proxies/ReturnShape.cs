using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Bridges between what an interface method returns and the result that crosses the call.</summary>
internal abstract class ReturnShape
{
    /// <summary>Sends a call; what comes back is what the proxy's method returns to the caller.</summary>
    public abstract object? Start(CallDispatcher dispatcher, GrainReference reference, GrainMethod method, object?[] arguments);

    /// <summary>Waits for what the grain's method returned and unwraps its result.</summary>
    public abstract ValueTask<object?> Unwrap(object? returned);

    /// <exception cref="NotSupportedException">The return type can't cross a call.</exception>
    public static ReturnShape Of(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void)) return new VoidShape();
        if (type == typeof(Task)) return new TaskShape();
        if (type == typeof(ValueTask)) return new ValueTaskShape();
        if (type.IsGenericType && ShapeOf(type.GetGenericTypeDefinition()) is { } shape)
            return (ReturnShape)Activator.CreateInstance(shape.MakeGenericType(type.GenericTypeArguments))!;
        throw new NotSupportedException(
            $"{method.DeclaringType}.{method.Name} returns {type}; a grain's method returns Task, ValueTask, Task<T>, ValueTask<T> or IAsyncEnumerable<T>.");
    }

    protected static ValueTask<T> Send<T>(CallDispatcher dispatcher, GrainReference reference, GrainMethod method, object?[] arguments)
    {
        var completion = new CallCompletion<T>();
        dispatcher.Send(reference.GrainId, method, arguments, completion);
        return completion.AsValueTask();
    }

    private static Type? ShapeOf(Type definition) =>
        definition == typeof(Task<>) ? typeof(TaskShape<>)
        : definition == typeof(ValueTask<>) ? typeof(ValueTaskShape<>)
        : definition == typeof(IAsyncEnumerable<>) ? typeof(EnumerableShape<>)
        : null;
}
