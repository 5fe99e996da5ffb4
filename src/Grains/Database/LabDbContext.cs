using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Database;

/// <summary>
/// The lab database: the record of everything but large files. One subclass a provider, each with its own migrations.
/// </summary>
internal abstract class LabDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<LabRow> Lab => Set<LabRow>();

    public DbSet<DatasetFacts> Datasets => Set<DatasetFacts>();

    public DbSet<DatasetRequestRow> DatasetRequests => Set<DatasetRequestRow>();

    public DbSet<SweepRow> Sweeps => Set<SweepRow>();

    public DbSet<SearchDecisionRow> SearchDecisions => Set<SearchDecisionRow>();

    public DbSet<RungResultRow> RungResults => Set<RungResultRow>();

    public DbSet<PromotionRow> Promotions => Set<PromotionRow>();

    public DbSet<ForkRow> Forks => Set<ForkRow>();

    public DbSet<ExperimentRow> Experiments => Set<ExperimentRow>();

    public DbSet<PhaseRow> Phases => Set<PhaseRow>();

    public DbSet<RecipeRow> Recipes => Set<RecipeRow>();

    public DbSet<ExperimentSettingsRow> ExperimentSettings => Set<ExperimentSettingsRow>();

    public DbSet<ExperimentPhaseRow> ExperimentPhases => Set<ExperimentPhaseRow>();

    public DbSet<SweepPhaseRow> SweepPhases => Set<SweepPhaseRow>();

    public DbSet<PhaseSplitRow> PhaseSplits => Set<PhaseSplitRow>();

    public DbSet<TickRow> Ticks => Set<TickRow>();

    /// <summary>How fast workers train.</summary>
    public DbSet<RateRow> Rates => Set<RateRow>();

    public DbSet<SwdRow> Swd => Set<SwdRow>();

    public DbSet<SwdFloorRow> SwdFloors => Set<SwdFloorRow>();

    public DbSet<SwdUntrainedRow> SwdUntrained => Set<SwdUntrainedRow>();

    public DbSet<SampleFile> Samples => Set<SampleFile>();

    public DbSet<CheckpointFile> Checkpoints => Set<CheckpointFile>();

    public DbSet<DamagedFileRow> DamagedFiles => Set<DamagedFileRow>();

    /// <summary>Checkpoints that were not found damaged.</summary>
    public IQueryable<CheckpointFile> GoodCheckpoints =>
        Checkpoints.Where(c => !DamagedFiles.Any(f => f.Path == c.Path));

    /// <summary>
    /// Experiments that have something to be trained or measured: those that have not ended, and those that have
    /// finished but lost their last checkpoint since. These keep their result; only the checkpoint is made again.
    /// Nothing is trained for those that are paused, or whose sweep is, or has used up its budget.
    /// </summary>
    public IQueryable<ExperimentRow> UnfinishedExperiments => Experiments.Where(e =>
        (e.Status == ExperimentStatus.Queued
            || (e.Status == ExperimentStatus.Finished
                && Phases.Any(p => p.Key == e.FinalPhase && p.Status == PhaseStatus.Queued)))
        && !Sweeps.Any(s => s.Id == e.SweepId && (s.PausedAt != null || s.Status == SweepStatus.Spent)));

    public DbSet<SiloRow> Silos => Set<SiloRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<Worker> Workers => Set<Worker>();

    public DbSet<WorkerHold> WorkerHolds => Set<WorkerHold>();

    public DbSet<DeviceFailure> DeviceFailures => Set<DeviceFailure>();

    public DbSet<EventRow> Events => Set<EventRow>();

    /// <summary>Isolation in which all queries of a transaction see the same state and nobody waits.</summary>
    public abstract IsolationLevel ReadIsolation { get; }

    /// <summary>
    /// Whether many small statements, prepared once, are faster than a large one: where none of them travels.
    /// </summary>
    public virtual bool RunsPrepared => false;

    /// <summary>The sentence for a failure behind which the database's full disk is; null for others.</summary>
    public abstract string? FullDisk(DbException exception);

    /// <summary>The sentence for a failure to reach the database at all; null for others.</summary>
    public virtual string? Away(DbException exception) => null;

    /// <summary>Brings the schema up to date; safe against other processes that do the same now.</summary>
    public abstract Task Migrate(CancellationToken cancellationToken);

    /// <summary>Adds a line to the log book.</summary>
    public void Note(DateTimeOffset at, string kind, string subject, string text) =>
        Events.Add(new EventRow { At = at, Kind = kind, Subject = subject, Text = text });

    protected override void OnModelCreating(ModelBuilder modelBuilder) => LabModel.Configure(modelBuilder);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }
}
