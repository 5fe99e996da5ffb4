using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Database.Rows;

/// <summary>An experiment of a sweep.</summary>
internal sealed class ExperimentRow
{
    /// <summary>Sweep id, a dot, and the number.</summary>
    public required string Id { get; init; }

    public required string SweepId { get; init; }

    public required int Number { get; init; }

    public required string Name { get; set; }

    /// <summary>As it goes on; what a copy of another one had before is in its <see cref="ForkRow"/>.</summary>
    public required ImmutableArray<SettingView> Varied { get; set; }

    /// <summary>
    /// Key of the last phase of its path; the phases' parents give the rest. It changes where the experiment becomes a
    /// copy of another one.
    /// </summary>
    public required string FinalPhase { get; set; }

    /// <summary>
    /// Key of the phase up to which it is trained for now: the last one, or that of the rung of its sweep's stopping
    /// rule that it heads to.
    /// </summary>
    public required string GoalPhase { get; set; }

    /// <summary>The rung that it heads to or waits at; as many as there are rungs: the end.</summary>
    public int Rung { get; set; }

    /// <summary>Whether it is paused at its rung, until its sweep's stopping rule or a person lets it on.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Experiments of its sweep with a greater one get devices first.</summary>
    public int Priority { get; set; }

    /// <summary>Real images of its whole path, as planned.</summary>
    public required long TotalImages { get; init; }

    /// <summary>
    /// <see cref="ExperimentStatus.Queued"/> or <see cref="ExperimentStatus.Paused"/> until it has ended: whether it is
    /// training now is seen from its phases' leases, and whether its sweep is paused from that.
    /// </summary>
    public required ExperimentStatus Status { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether a person wants to keep all of it, whatever room it takes.</summary>
    public bool IsStarred { get; set; }

    /// <summary>Its tags, with a space between two.</summary>
    public string Tags { get; set; } = "";

    /// <summary>What people wrote to it.</summary>
    public string Note { get; set; } = "";

    /// <summary>Both.</summary>
    public Annotation Annotation
    {
        get => new([.. Annotation.Split(Tags)], Note);
        set => (Tags, Note) = (string.Join(' ', value.Tags), value.Note);
    }
}

/// <summary>A step of an experiment's path.</summary>
internal sealed class ExperimentPhaseRow
{
    public required string ExperimentId { get; init; }

    /// <summary>0 for the first phase.</summary>
    public required int Index { get; init; }

    public required string Phase { get; init; }
}

/// <summary>All settings of an experiment, defaults included.</summary>
internal sealed class ExperimentSettingsRow
{
    public required string ExperimentId { get; init; }

    public required ImmutableArray<SettingView> Settings { get; init; }
}
