namespace PgGanLab.Grains.Storage.Rows;

/// <summary>One line of the lab's log book.</summary>
internal sealed class EventRow
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }
}
