using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Stands in for the package's type: what the model card's C# uses of it, with its signatures.</summary>
public class NamedOnnxValue
{
    private protected NamedOnnxValue(string name, object value) => (Name, Value) = (name, value);

    public string Name { get; set; }

    public object Value { get; set; }

    public static NamedOnnxValue CreateFromTensor<T>(string name, Tensor<T> value) => new(name, value);

    public Tensor<T> AsTensor<T>() => (Tensor<T>)Value;
}
