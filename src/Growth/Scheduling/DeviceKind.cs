namespace PgGanLab.Growth.Scheduling;

/// <summary>Kinds of devices, as their names say them.</summary>
public static class DeviceKind
{
    /// <summary>Whether a device (<c>cuda:0</c>), or each of several that share minibatches (<c>cuda:0+cuda:1</c>), is a GPU under CUDA.</summary>
    public static bool IsCuda(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device == "cuda" || device.StartsWith("cuda:", StringComparison.Ordinal);
    }
}
