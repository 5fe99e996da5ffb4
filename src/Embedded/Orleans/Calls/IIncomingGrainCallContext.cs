using System.Reflection;

namespace Orleans;

/// <summary>One call about to run in a grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The called method, as the grain's class declares it.</summary>
    MethodInfo ImplementationMethod { get; }
}
