using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Drawing;

/// <summary>
/// Truncation toward the mean latent, which is 0: less variety, more typical images (the idea of
/// Karras 2019, section B, in Z).
/// </summary>
public static class Truncation
{
    /// <summary>
    /// Root of pixelwise normalization's epsilon: vectors of about this length are not brought to length 1 any more.
    /// </summary>
    private const double NormalizationFloor = 1e-4;

    /// <summary>Latents that give the network's first layer <paramref name="psi"/> times what it would see.</summary>
    /// <remarks>
    /// A generator that normalizes its latents takes only their direction, so that scaling alone would change nothing.
    /// It divides by sqrt(mean square + 1e-8): latents whose root mean square is 1e-4 psi / sqrt(1 - psi²) come out psi
    /// long. Where a label is normalized together with the latents, or nothing is, they are scaled as they are.
    /// </remarks>
    /// <param name="latents">[N,L].</param>
    /// <param name="psi">1 changes nothing, 0 draws the mean image.</param>
    /// <param name="shape">Of the generator.</param>
    /// <returns>[N,L].</returns>
    /// <exception cref="ArgumentOutOfRangeException">psi is not 0 to 1.</exception>
    public static Tensor Apply(Tensor latents, double psi, NetworkShape shape)
    {
        ArgumentNullException.ThrowIfNull(latents);
        ArgumentNullException.ThrowIfNull(shape);
        if (!(psi is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(psi), psi, "Truncation is 0 to 1.");
        if (psi == 1)
            return latents.alias();
        if (!shape.Layers.NormalizeLatents || shape.Labels > 0)
            return latents.Times(psi);
        var directions = latents * latents.Squared().mean([1], keepdim: true).rsqrt();      // [N,L], root mean square 1
        return directions.Times(NormalizationFloor * psi / Math.Sqrt(1 - psi * psi));
    }
}
