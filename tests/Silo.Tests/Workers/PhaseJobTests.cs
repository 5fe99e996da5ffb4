using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Phases;
using PgGanLab.Silo.Tests.Fakes;
using PgGanLab.Silo.Workers;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Silo.Tests.Workers;

/// <summary>Jobs with the real trainer on phases of a few hundred images.</summary>
public class PhaseJobTests
{
    [Fact]
    public void a_phase_is_trained_reported_in_order_and_completed_with_its_final_checkpoint()
    {
        using var lab = new TinyLab();
        var final = lab.Train(0, null);
        var taken = lab.Grain(0).Taken.ToArray();
        Assert.Equal($"complete {final.Nimg}", taken[^1]);
        Assert.True(final.Nimg >= lab.Phases[0].Recipe.End);
        Assert.True(File.Exists(lab.Directories.Resolve(final.Path)));
        var ticks = taken.Where(t => t.StartsWith("ticks", StringComparison.Ordinal)).SelectMany(t => t.Split(' ')[1..])
            .Select(long.Parse).ToArray();
        Assert.Equal(ticks.Order(), ticks);
        Assert.Equal(final.Nimg, ticks[^1]);
    }

    [Fact]
    public void snapshots_that_a_finished_phase_no_longer_needs_are_deleted()
    {
        using var lab = new TinyLab();
        var final = lab.Train(0, null);
        var left = Directory.GetFiles(Path.GetDirectoryName(lab.Directories.Resolve(final.Path))!, "*.safetensors");
        Assert.Equal([lab.Directories.Resolve(final.Path)], left);
    }

    [Fact]
    public async Task a_stopped_job_stores_a_snapshot_gives_the_phase_back_and_goes_on_bit_for_bit()
    {
        using var undisturbed = new TinyLab();
        var expected = undisturbed.Train(1, undisturbed.Train(0, null));

        using var lab = new TinyLab();
        var parent = lab.Train(0, null);
        var first = lab.Job(1, parent);
        await RunUntilFirstCall(first, lab.Grain(1), first.RequestStop);
        Assert.Equal("release", lab.Grain(1).Taken.Last());
        var snapshot = lab.Grain(1).Checkpoints.Last();
        Assert.False(snapshot.Final);
        Assert.InRange(snapshot.Nimg, parent.Nimg + 1, lab.Phases[1].Recipe.End - 1);

        var final = lab.Train(1, snapshot);
        Assert.Equal(expected.Sha256, final.Sha256);
    }

    [Fact]
    public async Task a_late_worker_stops_and_leaves_nothing_on_record()
    {
        using var lab = new TinyLab();
        var job = lab.Job(0, null);
        await RunUntilFirstCall(job, lab.Grain(0), lab.Grain(0).TakeOver);
        Assert.DoesNotContain(lab.Grain(0).Taken, t => t.StartsWith("complete", StringComparison.Ordinal)
            || t.StartsWith("release", StringComparison.Ordinal));
        var kept = lab.Grain(0).Checkpoints.Select(c => lab.Directories.Resolve(c.Path)).Order();
        Assert.Equal(
            kept, Directory.GetFiles(lab.Directories.Store, "*.safetensors", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void a_damaged_parent_checkpoint_is_reported_to_the_parent_and_is_no_failure_of_the_child()
    {
        using var lab = new TinyLab();
        var parent = lab.Train(0, null);
        Damage(lab.Directories.Resolve(parent.Path));
        lab.Job(1, parent).Run();
        Assert.Equal($"damage {parent.Path}", lab.Grain(0).Taken.Last());
        Assert.Equal(["release"], lab.Grain(1).Taken);
    }

    [Fact]
    public void a_damaged_dataset_fails_with_the_files_name()
    {
        using var lab = new TinyLab();
        Damage(Path.Combine(lab.Dataset, "4x4.u8"));
        lab.Job(0, null).Run();
        var said = Assert.Single(lab.Grain(0).Taken);
        Assert.StartsWith("release: Dataset file", said, StringComparison.Ordinal);
        Assert.Contains("4x4.u8", said, StringComparison.Ordinal);
    }

    [Fact]
    public void a_device_that_holds_half_a_minibatch_trains_the_phase_in_shares()
    {
        using var lab = new TinyLab();
        var recipe = lab.Phases[0].Recipe;
        var (whole, least) = (TrainingMemory.Need(recipe).Whole, TrainingMemory.Need(recipe).Least);
        lab.Job(0, null).Run();
        var unsplit = lab.Grain(0).Final!;
        lab.Job(0, null, memory: whole).Run();
        Assert.Equal(unsplit.Sha256, lab.Grain(0).Final!.Sha256);
        lab.Job(0, null, memory: least).Run();
        Assert.NotEqual(unsplit.Sha256, lab.Grain(0).Final!.Sha256);
        Assert.Contains(lab.Grain(0).Taken, report => report.StartsWith("split 8 to 4 at 0", StringComparison.Ordinal));
        Assert.Equal(unsplit.Nimg, lab.Grain(0).Final!.Nimg);
    }

    [Fact]
    public async Task a_minibatch_that_is_split_for_want_of_memory_is_told_while_training_goes_on()
    {
        using var lab = new TinyLab(change: c => c with { StabilizeKimg = 20 });
        var job = lab.Job(0, null);
        await RunUntilFirstCall(job, lab.Grain(0), () =>
        {
            job.Progress!.Split(new PhaseSplit(160, 1, 8, 4));
            job.RequestStop();
        });
        Assert.Single(lab.Grain(0).Taken, "split 8 to 4 at 160");
        Assert.Equal("release", lab.Grain(0).Taken.Last());
    }

    [Fact]
    public void a_device_that_holds_no_share_gives_the_phase_back_with_the_reason()
    {
        using var lab = new TinyLab();
        lab.Job(0, null, memory: 20_000).Run();
        Assert.Matches(
            "^release: Worker laptop/cpu:0 has 20 KB of memory for training, but 4x4 needs [0-9]+ KB; "
            + "raise Lab:WorkerMemoryMb or train on a larger device\\.$",
            Assert.Single(lab.Grain(0).Taken));
    }

    [Fact]
    public void a_cpu_that_is_given_float16_gives_the_phase_back_at_once_with_the_reason()
    {
        using var lab = new TinyLab(change: c => c
            with
        { Arithmetic = new ArithmeticOptions { LowPrecision = LowPrecision.Float16, LowPrecisionFrom = 4 } });
        lab.Job(0, null).Run();
        Assert.Equal(
            "release: lowPrecision float16 is for CUDA devices only, but this trainer's device is cpu; "
            + "train on a CUDA device or choose lowPrecision bfloat16 or off.",
            Assert.Single(lab.Grain(0).Taken));
    }

    [Fact]
    public void a_number_that_is_not_finite_ends_the_phase_as_diverged_with_nimg_resolution_and_term()
    {
        using var lab = new TinyLab(change: c => c with { GradientPenaltyTarget = 1e-20 });
        lab.Job(0, null).Run();
        Assert.Matches("^diverge: .+ is not finite at nimg [0-9]+, 4x4, alpha 1\\.$", lab.Grain(0).Taken.Last());
    }

    [Fact]
    public async Task a_full_disk_is_told_with_the_files_name_and_the_phase_given_back_as_soon_as_there_is_room()
    {
        using var disk = SmallDisk.TryMount(megabytes: 2);
        if (disk is null)
            Assert.Skip(SmallDisk.NeedsRoot);
        using var lab = new TinyLab(disk.Path, c => c with { StabilizeKimg = 20 });
        var job = lab.Job(0, null);
        var grain = lab.Grain(0);
        var running = Start(job);
        await Heard(grain, () => !grain.Checkpoints.IsEmpty);
        disk.Fill();
        await Heard(grain, () => grain.Taken.Any(t => t.StartsWith("trouble", StringComparison.Ordinal)));
        Assert.Matches("^trouble: File '.+' could not be stored: No space left on device.*$",
            grain.Taken.Last(t => t.StartsWith("trouble", StringComparison.Ordinal)));
        Assert.False(running.IsCompleted);
        Assert.Matches(
            "^File '.+' could not be stored: No space left on device.*; worker .+ waits for [0-9.]+ KB of room\\.$",
            job.Waits);
        // but for the moment in which it tries again
        await Heard(
            grain, () => Directory.GetFiles(lab.Directories.Store, "*.tmp", SearchOption.AllDirectories).Length == 0);
        disk.Empty();
        await running.WaitAsync(TimeSpan.FromSeconds(90));
        Assert.Null(job.Waits);
        Assert.Equal("release", grain.Taken.Last());

        var snapshot = lab.Grain(0).Checkpoints.Last();
        var goesOn = lab.Job(0, snapshot, token: 1);
        await RunUntilFirstCall(goesOn, lab.Grain(0), goesOn.RequestStop);
        Assert.Equal("release", lab.Grain(0).Taken.Last());
    }

    private static async Task RunUntilFirstCall(PhaseJob job, FakePhaseGrain grain, Action then)
    {
        var running = Start(job);
        await Heard(grain, () => !grain.Taken.IsEmpty);
        then();
        await running.WaitAsync(TimeSpan.FromSeconds(90));
    }

    private static Task Start(PhaseJob job) =>
        Task.Factory.StartNew(job.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static async Task Heard(FakePhaseGrain grain, Func<bool> reached)
    {
        while (!reached())
            await grain.WaitForCall();
    }

    private static void Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
