using PgGanLab.Growth.Layers;
using PgGanLab.Model.Tests;
using PgGanLab.Model.Training;
using PgGanLab.Tools.Bench;
using TorchSharp;

namespace PgGanLab.Tools.Tests.Bench;

[Collection(nameof(CountsTensors))]
public sealed class TrainersBenchmarkTests
{
    private static readonly NetworkShape Small = new(
        4, FadesIn: false, [4, 4], Channels: 1, LatentSize: 4, MinibatchStddevGroup: 4);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void rates_of_all_working_trainers_are_added_up_and_nothing_stays_behind()
    {
        var before = LiveTensors.Count();
        using (var trainers = new TrainersBenchmark(2, threadsEach: 1, Trainer))
        {
            Assert.True(trainers.Run(2, Moment) > 0);
            Assert.True(trainers.Run(1, Moment) > 0);
        }
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void a_trainer_that_fails_ends_the_round_for_all()
    {
        var made = new List<StepBenchmark>();
        using var trainers = new TrainersBenchmark(2, threadsEach: 1, () =>
        {
            made.Add(Trainer());
            return made[^1];
        });
        made[0].Dispose();
        Assert.Throws<InvalidOperationException>(() => trainers.Run(2, Moment));
        Assert.Throws<InvalidOperationException>(() => trainers.Run(1, Moment));
    }

    [Fact]
    public void there_is_at_least_one_trainer() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainersBenchmark(0, threadsEach: 1, Trainer));

    private static StepBenchmark Trainer() => new(Small, minibatch: 4, alpha: 1, torch.CPU);
}

/// <summary>Tests that count the tensors of the process run beside no other.</summary>
[CollectionDefinition(nameof(CountsTensors), DisableParallelization = true)]
public sealed class CountsTensors;
