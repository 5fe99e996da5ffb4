using Orleans.Concurrency;

namespace PgGanLab.OrleansConformance.Observers;

[Alias("IListener")]
public interface IListener : IGrainObserver
{
    [Alias("Hear")]
    void Hear(int number);

    [Alias("Answer")]
    Task<int> Answer(int number);

    [OneWay]
    [Alias("HearLater")]
    Task HearLater(List<int> numbers);
}
