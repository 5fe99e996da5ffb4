using PgGanLab.Grains.Store;
using PgGanLab.Silo.Hosting;
using PgGanLab.Silo.Metrics;
using PgGanLab.Silo.Store;

namespace PgGanLab.Silo.Workers;

/// <summary>What every job of this silo works with.</summary>
public sealed record JobContext(
    IGrainFactory Grains, LabDirectories Directories, LabOptions Options, LabMeter Meter, StoreUpkeep Upkeep, TimeProvider Time);
