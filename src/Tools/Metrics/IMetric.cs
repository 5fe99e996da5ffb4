using PgGanLab.Model.Metrics;
using PgGanLab.Tools.Watching;

namespace PgGanLab.Tools.Metrics;

/// <summary>One way to compare images.</summary>
internal interface IMetric : IDisposable
{
    /// <summary>Such as <c>swd</c>.</summary>
    string Name { get; }

    /// <summary>What its numbers are, and which are better.</summary>
    string Unit { get; }

    /// <summary>Fewest pixels of the images.</summary>
    int LeastResolution { get; }

    /// <summary>Fewest images of each kind.</summary>
    int LeastImages { get; }

    /// <summary>Whether it looks at the real images at all.</summary>
    bool ComparesWithReals { get; }

    /// <summary>Units of work of one measurement.</summary>
    /// <param name="images">Images of each kind.</param>
    /// <param name="resolution">Pixels.</param>
    double Work(int images, int resolution);

    /// <summary>Measures.</summary>
    /// <returns>Name of each number and its value, the most important first.</returns>
    IReadOnlyList<KeyValuePair<string, double>> Measure(
        IImageSequence reals, IImageSequence fakes, long seed, WorkProgress progress, CancellationToken stop);
}
