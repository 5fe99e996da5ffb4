using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Features;

/// <summary>
/// Inception score: exp of the mean KL divergence of an image's class probabilities from those of all, over ten equal
/// parts of the images; higher is better, from 1 to the number of classes. Source: Salimans 2016, section 4.
/// </summary>
public static class InceptionScore
{
    /// <summary>Parts of the images.</summary>
    public const int Splits = 10;

    /// <param name="images">At least ten; what doesn't divide by ten is left out.</param>
    /// <param name="extractor">Gives class probabilities.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <returns>One score for each part.</returns>
    public static double[] Of(IImageSequence images, FeatureExtractor extractor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(extractor);
        if (images.Count < Splits)
            throw new ArgumentException($"The Inception score needs at least {Splits} images.", nameof(images));
        using var outer = NewDisposeScope();
        var split = images.Count / Splits;
        var sums = new Tensor?[Splits];                                         // [K] each
        var (negativeEntropies, place) = (new double[Splits], 0);
        foreach (var piece in images.Tensors(FeatureSet.ImagesAtOnce, CPU, stop))
        {
            using var scope = NewDisposeScope();
            var probabilities = extractor.Probabilities(piece);                 // [n,K]
            for (var taken = 0; taken < probabilities.shape[0] && place < Splits * split;)
            {
                var part = place / split;
                var n = (int)Math.Min(probabilities.shape[0] - taken, (part + 1) * split - place);
                var rows = probabilities.narrow(0, taken, n);
                sums[part] = (sums[part] is { } sum
                    ? sum.Plus(rows.sum([0]))
                    : rows.sum([0])).MoveToOuterDisposeScope();
                negativeEntropies[part] += NegativeEntropy(rows);
                (taken, place) = (taken + n, place + n);
            }
        }
        double Score(int part)
        {
            var entropyOfMean = NegativeEntropy(sums[part]!.DividedBy(split));
            return Math.Exp((negativeEntropies[part] / split) - entropyOfMean);
        }
        return [.. Enumerable.Range(0, sums.Length).Select(Score)];
    }

    /// <summary>Sum of p log p, which is 0 for p = 0.</summary>
    private static double NegativeEntropy(Tensor p) => (p * p.AtLeast(double.Epsilon).log()).sum().item<double>();
}
