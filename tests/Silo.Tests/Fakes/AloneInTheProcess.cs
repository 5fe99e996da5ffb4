namespace PgGanLab.Silo.Tests.Fakes;

/// <summary>
/// Tests that run beside no others: meters are found by name in the whole process, so a lab's metrics would count what
/// another test's lab trains.
/// </summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
