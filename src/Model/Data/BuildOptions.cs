using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>How a dataset is built.</summary>
public sealed record BuildOptions
{
    /// <summary>What damaged images do.</summary>
    public OnDamaged OnDamaged { get; init; }

    /// <summary>Threads that read images, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Hears of every few megabytes that are stored, on the building thread.</summary>
    public IProgress<DatasetProgress>? Progress { get; init; }

    /// <summary>Where the images came from, for people: a kind and a path.</summary>
    public string Source { get; init; } = "";
}

/// <summary>What damaged images do to a dataset that is built. They are listed with their reasons either way.</summary>
public enum OnDamaged
{
    /// <summary>All images are read, and if any is damaged there is no dataset.</summary>
    Fail,

    /// <summary>They are left out.</summary>
    Skip,
}
