using Orleans.Configuration;

namespace PgGanLab.OrleansConformance.Support;

/// <summary>A silo whose callers give up after two seconds and whose idle grains go after four.</summary>
public sealed class ImpatientSiloFixture : SiloFixture
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);

    protected override void Configure(ISiloBuilder silo)
    {
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromSeconds(1);
            options.CollectionAge = TimeSpan.FromSeconds(4);
            options.ActivationTimeout = TimeSpan.FromSeconds(1);
        });
    }
}
