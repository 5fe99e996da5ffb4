namespace PgGanLab.Grains.Drawing;

/// <summary>Latent vectors by seed, as all drawing of the lab takes them; the silo implements it.</summary>
public interface ILatentService
{
    /// <param name="seeds">N seeds.</param>
    /// <param name="size">Length L of a latent vector.</param>
    /// <returns>[N,L] numbers of N(0,1); a seed's row is the same whatever stands beside it.</returns>
    float[] Of(IReadOnlyList<long> seeds, int size);
}
