namespace PgGanLab.OrleansConformance.Hosting;

/// <summary>Notes when two stages of the silo start and stop.</summary>
public sealed class StageRecorder(Journal journal) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe("active", ServiceLifecycleStage.Active, _ => Note("start active"), _ => Note("stop active"));
        lifecycle.Subscribe("services", ServiceLifecycleStage.ApplicationServices, _ => Note("start services"), _ => Note("stop services"));
    }

    private Task Note(string entry)
    {
        journal.Add("lifecycle", entry);
        return Task.CompletedTask;
    }
}
