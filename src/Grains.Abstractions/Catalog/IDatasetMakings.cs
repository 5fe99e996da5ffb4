using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Grains.Catalog;

/// <summary>
/// Datasets that this process makes, whoever asked for them. They are on record before work starts: they go on when a
/// page is left or closed, and when the lab starts again, until somebody stops them. Safe for several threads.
/// </summary>
public interface IDatasetMakings
{
    /// <summary>
    /// Those being made, and how others ended until somebody has read it; in the order in which they were asked for.
    /// One that went well without a word to say is left out: the dataset is there.
    /// </summary>
    ImmutableArray<DatasetMaking> All { get; }

    /// <summary>
    /// One of them, also one that went well; null where this process does not know the number, or not any more.
    /// </summary>
    DatasetMaking? Find(long number);

    /// <summary>
    /// Begins to make a dataset, unless just that is being made already. An earlier ending of its name is forgotten.
    /// </summary>
    /// <exception cref="Growth.InvalidInputException">The name can't be a dataset's.</exception>
    Task<DatasetMaking> Start(DatasetRequest request);

    /// <summary>Begins to make a dataset for somebody who waits for it.</summary>
    /// <param name="request">What to make it of.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <exception cref="Growth.InvalidInputException">The name can't be a dataset's.</exception>
    Task<StartedDataset> Begin(DatasetRequest request, IProgress<DatasetProgress>? progress);

    /// <summary>Stops one; nothing of it stays. Without effect where it has ended or the lab is stopping.</summary>
    void Stop(long number);

    /// <summary>Forgets how one ended. Without effect while it is being made.</summary>
    void Forget(long number);

    /// <summary>
    /// Calls <paramref name="hear"/> after every change, on any thread, until the result is disposed.
    /// </summary>
    IDisposable Listen(Action hear);
}

/// <summary>A dataset that is being made for somebody who waits for it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Made">Ends when it is in the lab, or with the reason why it is not.</param>
public sealed record StartedDataset(long Number, Task<DatasetFacts> Made);
