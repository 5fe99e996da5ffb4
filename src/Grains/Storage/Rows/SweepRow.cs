using System.Collections.Immutable;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>A sweep as it was accepted, and how it stands.</summary>
internal sealed class SweepRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Name of its dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Content of that dataset when the sweep was accepted.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its file form.</summary>
    public required string Definition { get; init; }

    /// <summary>The settings that it varies.</summary>
    public required ImmutableArray<string> Varied { get; init; }

    /// <summary>Final resolution in pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Images of each kind in its SWD measurements: as asked for, at most as many as the dataset has.</summary>
    public required int SwdImages { get; init; }

    /// <summary>Real images that its experiments would train if each trained alone.</summary>
    public required long ImagesRequested { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public SweepStatus Status { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
