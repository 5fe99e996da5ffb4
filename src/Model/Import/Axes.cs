namespace PgGanLab.Model.Import;

/// <summary>Moves numbers from one order of axes to another.</summary>
internal static class Axes
{
    /// <summary>Numbers of an array whose first axis is the fastest, with the last as the fastest.</summary>
    public static float[] Reversed(float[] numbers, long[] shape)
    {
        var turned = Moved(numbers, [.. shape.Reverse()], [.. Enumerable.Range(0, shape.Length).Reverse()]);
        return turned;
    }

    /// <summary>Reorders axes, as NumPy's <c>transpose</c> does.</summary>
    /// <param name="numbers">Last axis fastest.</param>
    /// <param name="shape">Lengths of their axes.</param>
    /// <param name="order">Which axis comes first, second, ….</param>
    /// <param name="flipped">Axes that are also turned round.</param>
    /// <returns>The same numbers, last of the new axes fastest.</returns>
    public static float[] Moved(float[] numbers, long[] shape, int[] order, params ReadOnlySpan<int> flipped)
    {
        var steps = new long[shape.Length];
        for (var (axis, step) = (shape.Length - 1, 1L); axis >= 0; step *= shape[axis--])
            steps[axis] = step;
        var result = new float[numbers.Length];
        var place = new long[shape.Length];             // along the new axes
        for (var i = 0; i < result.Length; i++)
        {
            var from = 0L;
            for (var k = 0; k < order.Length; k++)
            {
                var axis = order[k];
                from += steps[axis] * (flipped.Contains(axis) ? shape[axis] - 1 - place[k] : place[k]);
            }
            result[i] = numbers[from];
            for (var k = order.Length - 1; k >= 0 && ++place[k] == shape[order[k]]; k--)
                place[k] = 0;
        }
        return result;
    }
}
