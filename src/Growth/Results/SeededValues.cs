using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>One number, measured with several seeds: of a metric (other images, latents, places and directions), of a configuration (other runs).</summary>
/// <param name="Values">One value a seed, at least one.</param>
public sealed record SeededValues(ImmutableArray<double> Values)
{
    public double Mean => Values.Average();

    /// <summary>Standard error of the mean; null for a single seed, which says nothing about it.</summary>
    public double? StandardError
    {
        get
        {
            if (Values.Length < 2)
                return null;
            var mean = Mean;
            return Math.Sqrt(Values.Sum(v => (v - mean) * (v - mean)) / (Values.Length - 1) / Values.Length);
        }
    }
}
