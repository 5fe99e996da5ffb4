using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Classes as the networks take them.</summary>
public static class OneHot
{
    /// <summary>[N,K]: 1 at each image's class, else 0.</summary>
    /// <param name="labels">[N] classes, 0 to K - 1.</param>
    /// <param name="classes">K.</param>
    /// <param name="device">Where it is needed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    public static Tensor Of(IReadOnlyList<int> labels, int classes, Device device)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var values = new float[labels.Count * classes];
        for (var i = 0; i < labels.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(labels[i], nameof(labels));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labels[i], classes, nameof(labels));
            values[i * classes + labels[i]] = 1;
        }
        return tensor(values, [labels.Count, classes], device: device);
    }
}
