using PgGanLab.Growth.Configuration;

namespace PgGanLab.Model.Training;

/// <summary>
/// Adaptive discriminator augmentation (Karras 2020, section 3.1): the share of augmented images rises while D
/// overfits, which shows in the mean sign of its scores of real images, r_t, and falls when it does not.
/// </summary>
public static class AdaptiveAugmentation
{
    /// <summary>The share after one more step.</summary>
    /// <param name="probability">Before, 0 to 1.</param>
    /// <param name="sign">r_t of the step: the mean sign of the real images' scores, -1 to 1.</param>
    /// <param name="minibatch">Real images of the step.</param>
    /// <param name="options">Target, and how fast the share may change.</param>
    public static double Next(double probability, double sign, int minibatch, AugmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Math.Clamp(probability + Math.Sign(sign - options.Target) * minibatch / (options.Kimg * 1000), 0, 1);
    }
}
