using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Database;

/// <summary>Tables, keys and indexes, the same for both providers.</summary>
internal static partial class LabModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<LabRow>().ToTable("lab").HasKey(r => r.Name);
        model.Entity<DatasetFacts>().ToTable("datasets").HasKey(r => r.Name);
        model.Entity<DatasetRequestRow>().ToTable("dataset_requests").HasKey(r => r.Id);
        model.Entity<DatasetRequestRow>().Property(r => r.Request).HasJsonConversion();
        model.Entity<SiloRow>().ToTable("silos").HasKey(r => r.Host);
        model.Entity<UserRow>().Ignore(r => r.View).ToTable("users").HasKey(r => r.Name);
        model.Entity<TokenRow>().Ignore(r => r.View).ToTable("tokens").HasKey(r => r.Id);
        model.Entity<Worker>().Ignore(r => r.MemoryNeeded).Ignore(r => r.Hold).Ignore(r => r.WhyIdle)
            .ToTable("workers").HasKey(r => r.Name);
        model.Entity<Worker>().Property(r => r.Packing).HasJsonConversion();
        model.Entity<WorkerHold>().ToTable("worker_holds").HasKey(r => r.Worker);
        model.Entity<DeviceFailure>().ToTable("device_failures").HasKey(r => new { r.Worker, r.Phase });
        model.Entity<DeviceFailure>().HasIndex(r => r.Phase);
        model.Entity<DamagedFileRow>().ToTable("damaged_files").HasKey(r => r.Path);
        model.Entity<EventRow>().ToTable("events").HasKey(r => r.Id);
        Plans(model);
        Phases(model);
        Measurements(model);
        NameColumns(model);
    }

    private static void Plans(ModelBuilder model)
    {
        model.Entity<SweepRow>(sweep =>
        {
            sweep.Ignore(r => r.Annotation).ToTable("sweeps").HasKey(r => r.Id);
            sweep.Property(r => r.Varied).HasJsonConversion();
            sweep.Property(r => r.TickKimg).HasJsonConversion();
            sweep.Property(r => r.SwdKimg).HasJsonConversion();
            sweep.Property(r => r.Budget).HasJsonConversion();
            sweep.Property(r => r.Workers).HasConversion(
                value => value!.Write().ToJsonString(LabJson.Options), text => WorkerChoice.Read(text));
            sweep.Property(r => r.Stopping).HasJsonConversion();
            sweep.Property(r => r.Objective).HasConversion(
                value => value.Word(), text => SweepObjective.Read(text.ToLowerInvariant()));
            sweep.HasIndex(r => r.Status);
        });
        model.Entity<RungResultRow>(result =>
        {
            result.ToTable("rung_results").HasKey(r => new { r.SweepId, r.Rung, r.Experiment });
            result.HasOne<SweepRow>().WithMany().HasForeignKey(r => r.SweepId);
        });
        model.Entity<PromotionRow>(promotion =>
        {
            promotion.ToTable("promotions").HasKey(r => new { r.SweepId, r.Rung, r.Point });
            promotion.HasOne<SweepRow>().WithMany().HasForeignKey(r => r.SweepId);
        });
        model.Entity<ForkRow>(fork =>
        {
            fork.ToTable("forks").HasKey(r => new { r.SweepId, r.Rung, r.Experiment });
            fork.HasOne<SweepRow>().WithMany().HasForeignKey(r => r.SweepId);
            fork.Property(r => r.Left).HasJsonConversion();
            fork.Property(r => r.Copied).HasJsonConversion();
            fork.Property(r => r.Tried).HasJsonConversion();
        });
        model.Entity<SearchDecisionRow>(decision =>
        {
            decision.ToTable("search_decisions").HasKey(r => new { r.SweepId, r.Number });
            decision.HasOne<SweepRow>().WithMany().HasForeignKey(r => r.SweepId);
            decision.Property(r => r.Ended).HasJsonConversion();
        });
        model.Entity<ExperimentRow>(experiment =>
        {
            experiment.Ignore(r => r.Annotation).ToTable("experiments").HasKey(r => r.Id);
            experiment.Property(r => r.Varied).HasJsonConversion();
            experiment.HasOne<SweepRow>().WithMany().HasForeignKey(r => r.SweepId);
            experiment.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.FinalPhase);
            experiment.HasIndex(r => new { r.SweepId, r.Number }).IsUnique();
            experiment.HasIndex(r => r.Status);
        });
        model.Entity<ExperimentSettingsRow>(settings =>
        {
            settings.ToTable("experiment_settings").HasKey(r => r.ExperimentId);
            settings.HasOne<ExperimentRow>().WithOne().HasForeignKey<ExperimentSettingsRow>(r => r.ExperimentId);
            settings.Property(r => r.Settings).HasJsonConversion();
        });
        model.Entity<ExperimentPhaseRow>(step =>
        {
            step.ToTable("experiment_phases").HasKey(r => new { r.ExperimentId, r.Index });
            step.HasOne<ExperimentRow>().WithMany().HasForeignKey(r => r.ExperimentId);
            step.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Phase);
        });
        model.Entity<SweepPhaseRow>(node =>
        {
            node.ToTable("sweep_phases").HasKey(r => new { r.SweepId, r.Phase });
            node.HasOne<SweepRow>().WithMany().HasForeignKey(r => r.SweepId);
            node.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Phase);
        });
    }

    private static void Phases(ModelBuilder model)
    {
        model.Entity<PhaseRow>(phase =>
        {
            phase.ToTable("phases").HasKey(r => r.Key);
            phase.Ignore(r => r.Lease).Ignore(r => r.Load);
            phase.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Parent);
            phase.HasIndex(r => r.LeaseWorker);
        });
        model.Entity<RecipeRow>(recipe =>
        {
            recipe.ToTable("recipes").HasKey(r => r.Phase);
            recipe.Property(r => r.Recipe)
                .HasConversion(value => RecipeDocument.Write(value), text => RecipeDocument.Read(text));
            recipe.HasOne<PhaseRow>().WithOne().HasForeignKey<RecipeRow>(r => r.Phase);
        });
        model.Entity<RateRow>().ToTable("rates")
            .HasKey(r => new { r.Worker, r.Resolution, r.Minibatch, r.Precision, r.FlopsPerImage });
        model.Entity<PhaseSplitRow>(split =>
        {
            split.ToTable("phase_splits").HasKey(r => new { r.Phase, r.Nimg, r.Step, r.After });
            split.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Phase);
        });
        model.Entity<CheckpointFile>(checkpoint =>
        {
            checkpoint.ToTable("checkpoints").HasKey(r => r.Path);
            checkpoint.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Phase);
        });
        model.Entity<SampleFile>(sample =>
        {
            sample.ToTable("samples").HasKey(r => new { r.Phase, r.Nimg });
            sample.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Phase);
        });
        model.Entity<TickRow>(tick =>
        {
            tick.ToTable("ticks").HasKey(r => new { r.Phase, r.Nimg });
            tick.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Phase);
            tick.Property(r => r.Tick).HasJsonConversion();
        });
    }

    private static void Measurements(ModelBuilder model)
    {
        model.Entity<SwdRow>(swd =>
        {
            swd.ToTable("swd").HasKey(r => new { r.Phase, r.Nimg, r.Images });
            swd.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Phase);
            swd.Property(r => r.Swd).HasJsonConversion();
        });
        model.Entity<SwdFloorRow>(floor =>
        {
            floor.ToTable("swd_floors").HasKey(r => new { r.Fingerprint, r.Resolution, r.Images });
            floor.Property(r => r.Swd).HasJsonConversion();
        });
        model.Entity<SwdUntrainedRow>(untrained =>
        {
            untrained.ToTable("swd_untrained").HasKey(r => new { r.Phase, r.Images });
            untrained.HasOne<PhaseRow>().WithMany().HasForeignKey(r => r.Phase);
            untrained.Property(r => r.Swd).HasJsonConversion();
        });
    }

    /// <summary>snake_case, as databases are used to.</summary>
    private static void NameColumns(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
            property.SetColumnName(WordStart().Replace(property.Name, "_$0").ToLowerInvariant());
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
