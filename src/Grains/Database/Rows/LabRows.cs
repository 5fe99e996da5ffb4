using PgGanLab.Growth.Datasets;

namespace PgGanLab.Grains.Database.Rows;

/// <summary>A fact about the whole lab.</summary>
internal sealed class LabRow
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}

/// <summary>One line of the lab's log book.</summary>
internal sealed class EventRow
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }
}

/// <summary>A dataset that is being made, until it has ended: what a restarted lab takes up again.</summary>
internal sealed class DatasetRequestRow
{
    public long Id { get; init; }

    /// <summary>The host that makes it.</summary>
    public required string Host { get; init; }

    public required DatasetRequest Request { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Processes that began it; 1 for one that nothing has ended.</summary>
    public int Starts { get; set; } = 1;
}

/// <summary>The process that a host's silo runs in.</summary>
internal sealed class SiloRow(string host, string incarnation)
{
    public string Host { get; private init; } = host;

    /// <summary>Another value for each process.</summary>
    public string Incarnation { get; private init; } = incarnation;
}
