namespace PgGanLab.Model.Tests;

/// <summary>Comparisons of many numbers at once.</summary>
public static class Numbers
{
    public static double LargestDifference(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(float.IsFinite(actual[i]), $"element {i} is {actual[i]}");
            largest = Math.Max(largest, Math.Abs((double)expected[i] - actual[i]));
        }
        return largest;
    }

    public static void Close(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance) =>
        Assert.InRange(LargestDifference(expected, actual), 0, tolerance);
}
