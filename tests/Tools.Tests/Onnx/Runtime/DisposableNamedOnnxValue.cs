namespace Microsoft.ML.OnnxRuntime;

/// <summary>Stands in for the package's type: what the model card's C# uses of it, with its signatures.</summary>
public sealed class DisposableNamedOnnxValue : NamedOnnxValue, IDisposable
{
    internal DisposableNamedOnnxValue(string name, object value) : base(name, value) { }

    public void Dispose() { }
}
