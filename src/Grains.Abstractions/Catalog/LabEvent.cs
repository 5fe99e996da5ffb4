namespace PgGanLab.Grains.Catalog;

/// <summary>One line of the lab's log book.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">Such as <c>sweep-accepted</c>, <c>phase-finished</c>, <c>checkpoint-damaged</c>.</param>
/// <param name="Subject">Sweep, experiment, phase or worker that it is about.</param>
/// <param name="Text">One sentence.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.event")]
public sealed record LabEvent(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string Kind, [property: Id(2)] string Subject, [property: Id(3)] string Text);
