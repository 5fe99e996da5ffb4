namespace Microsoft.ML.OnnxRuntime;

/// <summary>Stands in for the package's type.</summary>
public interface IDisposableReadOnlyCollection<out T> : IReadOnlyCollection<T>, IDisposable;
