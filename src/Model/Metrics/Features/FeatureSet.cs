using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Features;

/// <summary>Features of all images of a sequence; beyond 256 MB they lie in a temporary file.</summary>
public sealed class FeatureSet : IKeptReals
{
    /// <summary>Images that an extractor sees at once.</summary>
    internal const int ImagesAtOnce = 64;

    private readonly OverflowBuffer rows = new(limit: 256L << 20);

    private FeatureSet() { }

    /// <summary>Images.</summary>
    public int Count { get; private set; }

    /// <summary>Length D of a feature vector.</summary>
    public int Size { get; private set; }

    public long Bytes => rows.Length;

    /// <param name="images">Images.</param>
    /// <param name="extractor">Gives the features.</param>
    /// <param name="stop">Abandons the work.</param>
    public static FeatureSet Of(IImageSequence images, FeatureExtractor extractor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        var set = new FeatureSet();
        try
        {
            foreach (var piece in images.Tensors(ImagesAtOnce, CPU, stop))
            {
                using var scope = NewDisposeScope();
                var features = extractor.Features(piece);                       // [n,D]
                set.Size = (int)features.shape[1];
                set.Count += (int)features.shape[0];
                set.rows.Append(features.bytes.ToArray());
            }
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>Consecutive rows.</summary>
    /// <returns>[n,D] float64; belongs to the current dispose scope.</returns>
    public Tensor Rows(int first, int n)
    {
        var result = empty([n, Size], ScalarType.Float64);
        rows.Read((long)first * Size * sizeof(double), result.bytes);
        return result;
    }

    /// <summary>Some rows in the given order.</summary>
    /// <returns>[n,D] float64; belongs to the current dispose scope.</returns>
    public Tensor Rows(ReadOnlySpan<int> places)
    {
        var result = empty([places.Length, Size], ScalarType.Float64);
        var values = result.bytes;
        var bytes = Size * sizeof(double);
        for (var i = 0; i < places.Length; i++)
            rows.Read((long)places[i] * bytes, values.Slice(i * bytes, bytes));
        return result;
    }

    public void Dispose() => rows.Dispose();
}
