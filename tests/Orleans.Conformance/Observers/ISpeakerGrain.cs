namespace PgGanLab.OrleansConformance.Observers;

[Alias("ISpeakerGrain")]
public interface ISpeakerGrain : IGrainWithStringKey
{
    [Alias("Subscribe")]
    Task Subscribe(IListener listener);

    [Alias("Unsubscribe")]
    Task Unsubscribe(IListener listener);

    /// <summary>Says numbers to all subscribed; returns how many are left.</summary>
    [Alias("Say")]
    Task<int> Say(int count);

    /// <summary>Asks all subscribed; returns how many are left.</summary>
    [Alias("AskAll")]
    Task<int> AskAll(int number);

    [Alias("Ask")]
    Task<int> Ask(IListener listener, int number);

    /// <summary>Says a list and returns it, as it is after that.</summary>
    [Alias("SayList")]
    Task<List<int>> SayList(IListener listener, List<int> numbers);

    /// <summary>Listens to another speaker.</summary>
    [Alias("ListenTo")]
    Task ListenTo(ISpeakerGrain other);
}
