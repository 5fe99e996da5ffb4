using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>A checkpoint file of a phase.</summary>
internal sealed class CheckpointRow
{
    /// <summary>Relative to the store directory.</summary>
    public required string Path { get; init; }

    public required string Phase { get; init; }

    public required int Resolution { get; init; }

    public required long Nimg { get; init; }

    /// <summary>Whether it is the phase's end.</summary>
    public required bool Final { get; init; }

    /// <summary>Of the whole file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was found damaged; it is never used again.</summary>
    public DateTimeOffset? DamagedAt { get; set; }

    public static CheckpointRow Of(CheckpointView view) => new()
    {
        Path = view.Path,
        Phase = view.Phase,
        Resolution = view.Resolution,
        Nimg = view.Nimg,
        Final = view.Final,
        Sha256 = view.Sha256,
        Bytes = view.Bytes,
        CreatedAt = view.CreatedAt,
    };

    public CheckpointView ToView() => new(Phase, Resolution, Nimg, Final, Path, Sha256, Bytes, CreatedAt);
}
