using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.Storage.Rows;

/// <summary>All settings of an experiment, defaults included.</summary>
internal sealed class ExperimentSettingsRow
{
    public required string ExperimentId { get; init; }

    public required ImmutableArray<SettingView> Settings { get; init; }
}
