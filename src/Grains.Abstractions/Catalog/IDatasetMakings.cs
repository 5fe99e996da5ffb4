using System.Collections.Immutable;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Grains.Catalog;

/// <summary>
/// Datasets that this process makes for its pages. They go on when a page is left, reloaded or closed, until somebody
/// stops them or the process ends. Safe for several threads.
/// </summary>
public interface IDatasetMakings
{
    /// <summary>
    /// Those being made, and how others ended until somebody has read it; in the order in which they were asked for.
    /// One that went well without a word to say is left out: the dataset is there.
    /// </summary>
    ImmutableArray<DatasetMaking> All { get; }

    /// <summary>
    /// Begins to make a dataset, unless just that is being made already. An earlier ending of its name is forgotten.
    /// </summary>
    /// <exception cref="Growth.InvalidInputException">The name can't be a dataset's.</exception>
    DatasetMaking Start(DatasetRequest request);

    /// <summary>Stops one; nothing of it stays. Without effect where it has ended.</summary>
    void Stop(long number);

    /// <summary>Forgets how one ended. Without effect while it is being made.</summary>
    void Forget(long number);

    /// <summary>
    /// Calls <paramref name="hear"/> after every change, on any thread, until the result is disposed.
    /// </summary>
    IDisposable Listen(Action hear);
}
