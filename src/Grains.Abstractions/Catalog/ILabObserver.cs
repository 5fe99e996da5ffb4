using Orleans.Concurrency;

namespace PgGanLab.Grains.Catalog;

/// <summary>Hears of changes in the lab.</summary>
[Alias("pgganlab.observer")]
public interface ILabObserver : IGrainObserver
{
    [OneWay]
    Task Changed(LabChange change);
}
