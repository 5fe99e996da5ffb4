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

/// <summary>Numbers that a PyTorch file keeps outside its pickle.</summary>
/// <param name="Type">Name of the storage's class, such as <c>FloatStorage</c>.</param>
/// <param name="Key">Which of the file's storages.</param>
/// <param name="Count">Numbers in it.</param>
internal sealed record TorchStorage(string Type, string Key, long Count);
