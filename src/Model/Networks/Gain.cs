namespace PgGanLab.Model.Networks;

/// <summary>Gains of weights. Source: official networks.py.</summary>
internal static class Gain
{
    /// <summary>Linear layers.</summary>
    public const double Linear = 1;

    /// <summary>He's constant, before a leaky ReLU.</summary>
    public static readonly double LeakyRelu = Math.Sqrt(2);

    /// <summary>G's first dense layer.</summary>
    public static readonly double LatentDense = Math.Sqrt(2) / 4;
}
