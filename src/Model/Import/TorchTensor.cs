namespace PgGanLab.Model.Import;

/// <summary>A tensor of a PyTorch file.</summary>
/// <param name="Storage">Where its numbers are.</param>
/// <param name="Offset">Place of the first.</param>
/// <param name="Shape">Lengths of the axes.</param>
/// <param name="Strides">Steps in the storage along each axis.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Whether its numbers lie one after the other.</summary>
    public bool IsContiguous
    {
        get
        {
            var expected = 1L;
            for (var axis = Shape.Length - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Strides[axis] != expected)
                    return false;
                expected *= Shape[axis];
            }
            return true;
        }
    }

    public long Count => Shape.Aggregate(1L, (a, b) => checked(a * b));
}
