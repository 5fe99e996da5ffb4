namespace PgGanLab.OrleansConformance.Context;

[Alias("IActivationContextGrain")]
public interface IActivationContextGrain : IGrainWithStringKey
{
    [Alias("SeenWhileActivating")]
    Task<object?> SeenWhileActivating();
}
