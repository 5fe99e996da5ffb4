using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>One call on its way, as call filters see it.</summary>
public interface IGrainCallContext
{
    /// <summary>The called grain.</summary>
    object Grain { get; }

    /// <summary>Who calls; null or a client's id where no grain does.</summary>
    GrainId? SourceId { get; }

    /// <summary>Who is called.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface of the called method.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The name of the interface of the called method.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the called method.</summary>
    string MethodName { get; }

    /// <summary>The called method, as the interface declares it.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, once <see cref="Invoke"/> has ended; a filter may replace it.</summary>
    object? Result { get; set; }

    /// <summary>Runs the filters that follow, and the method.</summary>
    Task Invoke();
}
