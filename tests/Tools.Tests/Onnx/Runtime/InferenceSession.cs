using Microsoft.ML.OnnxRuntime.Tensors;
using PgGanLab.Tools.Tests.Onnx;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// Stands in for the package's type, which no feed of the tests has: the signatures are the package's (1.20), the work is done by
/// onnxruntime-node, the same engine.
/// </summary>
public sealed class InferenceSession(string modelPath) : IDisposable
{
    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs)
    {
        var tensors = inputs.Select(i => (i.Name, Tensor: i.AsTensor<float>())).ToArray();
        var (shape, images) = NodeRuntime.RunShaped(modelPath, [.. tensors.Select(t => (t.Name, t.Tensor.Dimensions.ToArray().Select(d => (long)d).ToArray(), t.Tensor.Buffer.ToArray()))])
            .GetAwaiter().GetResult();
        return new Results([new DisposableNamedOnnxValue("images", new DenseTensor<float>(images, shape))]);
    }

    public void Dispose() { }

    private sealed class Results(DisposableNamedOnnxValue[] values) : List<DisposableNamedOnnxValue>(values), IDisposableReadOnlyCollection<DisposableNamedOnnxValue>
    {
        public void Dispose() { }
    }
}
