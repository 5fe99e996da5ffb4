namespace PgGanLab.OrleansConformance.Activations;

[Alias("ILifeGrain")]
public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>The number of the activation, counted over the test run.</summary>
    [Alias("Activation")]
    Task<int> Activation();

    [Alias("Hold")]
    Task Hold(string gate);

    /// <summary>Asks to be deactivated and goes on for a while.</summary>
    [Alias("Leave")]
    Task<int> Leave(string? gate);

    [Alias("Delay")]
    Task Delay(TimeSpan time);

    [Alias("ScopeIsOpen")]
    Task<bool> ScopeIsOpen();
}
