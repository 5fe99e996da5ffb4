namespace PgGanLab.MetricBench;

/// <summary>Numbers that are the same in every run.</summary>
internal static class Drawn
{
    /// <summary>Normally distributed, as projections are (Box and Muller).</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Another seed, other numbers.</param>
    public static float[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(
                2 * Math.PI * random.NextDouble()));
        return numbers;
    }
}
