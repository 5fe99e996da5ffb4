using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Copies of tensors in host memory.</summary>
public static class HostCopy
{
    /// <summary>The numbers of a float32 tensor, last axis fastest.</summary>
    public static float[] ToHost(this Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().cpu().contiguous().data<float>().ToArray();
    }
}
