using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>Training met a number that is not finite.</summary>
public sealed class NotFiniteException : Exception
{
    public NotFiniteException() : this("a number") { }

    /// <param name="term">What is not finite, such as <c>d_loss</c>.</param>
    public NotFiniteException(string term) : base($"{term} is not finite.") => Term = term;

    public NotFiniteException(string term, Exception innerException) : base($"{term} is not finite.", innerException) => Term = term;

    public string Term { get; }

    internal static double ThrowIfNotFinite(double value, string term) => double.IsFinite(value) ? value : throw new NotFiniteException(term);

    /// <summary>One pass over the tensor: its sum is finite only if every number is (or their sum overflows, which is as bad).</summary>
    internal static void ThrowIfNotFinite(Tensor values, string term)
    {
        using var sum = values.sum();
        ThrowIfNotFinite(sum.item<float>(), term);
    }
}
