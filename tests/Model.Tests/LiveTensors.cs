using TorchSharp;

namespace PgGanLab.Model.Tests;

/// <summary>Tensors of the process that nobody has disposed.</summary>
public static class LiveTensors
{
    /// <summary>
    /// Their number once the garbage collector is through: what earlier tests dropped is gone and doesn't go later.
    /// </summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
