using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Tests;

/// <summary>A sweep of two experiments to 32 px, as a lab would describe it.</summary>
internal static class Example
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static SweepView Sweep(SweepStatus status, params ExperimentSummary[] experiments) => new()
    {
        Summary = Summary(status) with
        {
            Experiments = experiments.Length,
            BestExperiment = experiments
            .FirstOrDefault(e => e.Rank == 1)?.Id
        },
        Experiments = [.. experiments],
        Tree = [],
        UntrainedSwd = Swd(228, 210, 246),
        FloorSwd = Swd(9.5, 9, 10),
        DefinitionJson = "{}",
        SwdImages = 2048,
    };

    public static SweepSummary Summary(SweepStatus status) => new()
    {
        Id = "clothes-a1b2",
        Name = "clothes",
        Dataset = "fashion-mnist",
        Status = status,
        CreatedAt = Start,
        EndedAt = status == SweepStatus.Running ? null : Start.AddSeconds(421),
        Experiments = 2,
        Finished = 1,
        Lost = 0,
        KimgRequested = 232,
        KimgTrained = 160,
        KimgLeft = status == SweepStatus.Running ? 40 : 0,
        BestExperiment = null,
        BestSwd = null,
        Resolution = 32,
        Varied = ["emaBeta@32", "learningRate@32"],
    };

    public static ExperimentSummary Experiment(
        int number, ExperimentStatus status, int? rank = null, Measurement? swd = null, string? reason = null) => new()
        {
            Id = $"clothes-a1b2.{number}",
            SweepId = "clothes-a1b2",
            Number = number,
            Name = $"emaBeta@32 0.99, learningRate@32 0.00{number}",
            Varied = [new("emaBeta@32", "0.99"), new("learningRate@32", $"0.00{number}")],
            Status = status,
            Rank = rank,
            Nimg = 29_000,
            TotalImages = 58_000,
            Phase = PhaseKind.FadeIn,
            Resolution = 32,
            Alpha = 0.4375,
            ImagesPerSecond = status == ExperimentStatus.Training ? 189.4 : 0,
            SecondsLeft = status == ExperimentStatus.Training ? 153.2 : null,
            Swd = swd,
            RankedSwd = rank is null ? null : swd,
            Worker = status == ExperimentStatus.Training ? "here/cpu:0" : null,
            Reason = reason,
            Checkpoint = swd is null ? null : $"phases/ab/abcd/checkpoint-{number}.safetensors",
            Samples = null,
        };

    public static Measurement Swd(double average, double level32, double level16, long nimg = 58_000) => new()
    {
        Average = average,
        Levels = ImmutableSortedDictionary<int, double>.Empty.Add(16, level16).Add(32, level32),
        Resolution = 32,
        Nimg = nimg,
        Images = 2048,
    };

    public static GrowthTreeNodeView Node(
        string key, PhaseStatus status, int resolution, long nimg, ImmutableArray<int> experiments,
        bool reused = false) => new()
        {
            Phase = new PhaseView
            {
                Key = key,
                Parent = null,
                Index = 0,
                Kind = PhaseKind.Stabilize,
                Resolution = resolution,
                Start = 0,
                End = 8000,
                Nimg = nimg,
                Alpha = 1,
                Status = status,
                Worker = status == PhaseStatus.Training ? "here/cpu:0" : null,
                ImagesPerSecond = 0,
                Swd = null,
                Reason = status == PhaseStatus.Diverged ? "d_loss is NaN at nimg 4000, 8x8" : null,
            },
            Experiments = experiments,
            Reused = reused,
        };
}
