namespace PgGanLab.Model.Checkpoints;

/// <summary>First parts of tensor names in a checkpoint (docs/checkpoints.md).</summary>
public static class TensorPrefix
{
    public const string Generator = "G";

    public const string Discriminator = "D";

    /// <summary>The average of G that samples, SWD and downloads use.</summary>
    public const string AverageGenerator = "Gs";

    /// <summary>First moments of a network's optimizer; only where beta1 is not 0.</summary>
    public static string FirstMoment(string network) => $"Adam{network}/m";

    /// <summary>Second moments of a network's optimizer.</summary>
    public static string SecondMoment(string network) => $"Adam{network}/v";
}
