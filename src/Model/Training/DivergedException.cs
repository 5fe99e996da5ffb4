using System.Globalization;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>Training met a number that no healthy run has.</summary>
public sealed class DivergedException : Exception
{
    public DivergedException() : this("a number", "is not finite") { }

    public DivergedException(string message) : base(message) => (Term, Problem) = ("training", message);

    public DivergedException(string message, Exception innerException) : base(message, innerException) =>
        (Term, Problem) = ("training", message);

    /// <param name="term">What is wrong, such as <c>d_loss</c>.</param>
    /// <param name="problem">How, such as <c>is not finite</c>.</param>
    public DivergedException(string term, string problem) : base($"{term} {problem}.") =>
        (Term, Problem) = (term, problem);

    public string Term { get; }

    public string Problem { get; }

    internal static double ThrowIfNotFinite(double value, string term) =>
        double.IsFinite(value) ? value : throw new DivergedException(term, "is not finite");

    /// <summary>
    /// One pass over the tensor: its sum is finite only if every number is (or their sum overflows, which is as bad).
    /// </summary>
    internal static void ThrowIfNotFinite(Tensor values, string term)
    {
        using var sum = values.sum();
        ThrowIfNotFinite(sum.ToHostExactly()[0], term);
    }

    /// <summary>A bound of 0 is none.</summary>
    internal static void ThrowIfAbove(double value, double most, string term, string setting)
    {
        ThrowIfNotFinite(value, term);
        if (most > 0 && value > most)
            throw new DivergedException(
                term, string.Create(CultureInfo.InvariantCulture, $"is {value:G4}, more than {setting} {most:G4}"));
    }

    /// <summary>A bound of 0 is none.</summary>
    internal static void ThrowIfBelow(double value, double least, string term, string setting)
    {
        if (least > 0 && value < least)
            throw new DivergedException(
                term, string.Create(CultureInfo.InvariantCulture, $"is {value:G4}, less than {setting} {least:G4}"));
    }
}
