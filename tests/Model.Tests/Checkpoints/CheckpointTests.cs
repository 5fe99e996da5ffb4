using PgGanLab.Growth.Memory;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Tests.Data;
using PgGanLab.Model.Tests.Training;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Checkpoints;

public sealed class CheckpointTests : TorchTest
{
    [Fact]
    public void everything_that_was_stored_is_read_back()
    {
        using var lab = new PhaseLab(PhaseLab.Small with { AdamBeta1 = 0.5 });
        var phase = lab.Phases[1];
        using var checkpoint = Checkpoint.Open(lab.Train(2)!);
        using var state = TrainingState.From(checkpoint, phase.Recipe, torch.CPU);

        var copy = state.Save(Path.Combine(lab.Folder, "copy.safetensors"), phase);

        Assert.Equal(new CheckpointHeader(phase.Key, phase.Recipe, 80, 4, 4, StepMemory.None), checkpoint.Header);
        Assert.Equal(lab.Train(2, "other")!.Sha256, copy.Sha256);
    }

    [Theory, InlineData(0), InlineData(0.5)]
    public void how_large_one_is_is_known_before_it_is_trained(double adamBeta1)
    {
        using var lab = new PhaseLab(PhaseLab.Small with { AdamBeta1 = adamBeta1 });
        var bytes = new FileInfo(lab.Train(2)!.Path).Length;
        Assert.InRange(CheckpointSize.Of(lab.Phases[1].Recipe), bytes, bytes + CheckpointSize.Header);
    }

    [Fact]
    public void tensors_are_named_by_resolution()
    {
        using var lab = new PhaseLab();
        using var file = SafetensorsFile.Open(lab.Train(2)!.Path);

        Assert.Equal(
            [
                "G/4x4/Dense/weight", "G/4x4/Dense/bias", "G/4x4/Conv/weight", "G/4x4/Conv/bias", "G/8x8/Conv0/weight",
                "G/8x8/Conv0/bias", "G/8x8/Conv1/weight", "G/8x8/Conv1/bias", "G/8x8/ToRGB/weight", "G/8x8/ToRGB/bias",
                "G/4x4/ToRGB/weight", "G/4x4/ToRGB/bias",
            ],
            Names(file, "G/"));
        Assert.Equal(
            [
                "8x8/FromRGB", "4x4/FromRGB", "8x8/Conv0", "8x8/Conv1", "4x4/Conv", "4x4/Dense0", "4x4/Dense1",
            ],
            Names(file, "D/").Where(n => n.EndsWith("/bias", StringComparison.Ordinal)).Select(n => n[2..^5]));
        foreach (var prefix in (string[])["G/", "D/"])
            Assert.Equal(Names(file, prefix).Select(n => n[2..]), Names(file, $"Adam{prefix}v/").Select(n => n[8..]));
        Assert.Equal(Names(file, "G/").Select(n => n[2..]), Names(file, "Gs/").Select(n => n[3..]));
        Assert.Empty(Names(file, "AdamG/m/"));
    }

    [Fact]
    public void new_layers_of_the_average_begin_as_the_generators()
    {
        using var lab = new PhaseLab();
        using var checkpoint = Checkpoint.Open(lab.Train(1)!);
        using var state = TrainingState.From(checkpoint, lab.Phases[1].Recipe, torch.CPU);
        var layout = state.Generator.Layout;
        var (g, gs) = (state.G.ToArray(), state.Gs.ToArray());
        var fresh = NetworkParameters.InitialValues(layout, lab.Phases[1].Recipe.Root.Seed, "G");

        foreach (var (spec, offset) in layout.Specs.Zip(layout.Offsets))
        {
            var part = (int)offset..(int)(offset + spec.Count);
            var grown = spec.Layer.StartsWith("8x8", StringComparison.Ordinal);
            Assert.Equal(grown, g[part].SequenceEqual(fresh[part]));
            Assert.Equal(grown, g[part].SequenceEqual(gs[part]));
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(0.9999)]
    public void a_truncated_file_is_found_even_without_its_checksum(double kept) => Damaged(
        path =>
        {
            using var file = File.OpenWrite(path);
            file.SetLength((long)(file.Length * kept));
        },
        withChecksum: false);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(40_000)]
    public void a_flipped_bit_is_found_by_the_checksum(long at) =>
        Damaged(path => ImageDatasetTests.Flip(path, at), withChecksum: true);

    [Theory]
    [InlineData("8x8/Conv0/weight", "8x8/Conv9/weight")]
    [InlineData("[8,8,3,3]", "[8,9,2,4]")]
    [InlineData("[8,8,3,3]", "[8,3,8,3]")]
    [InlineData("\"F32\"", "\"F16\"")]
    [InlineData("pgganlab.checkpoint/1", "pgganlab.checkpoint/2")]
    [InlineData("\"nimg\":\"", "\"nimg\":\"x")]
    [InlineData("data_offsets", "data_offzets")]
    [InlineData("{\"__metadata__\"", "[\"__metadata__\"")]
    public void a_header_that_does_not_fit_is_found_without_the_checksum(string text, string changed) => Damaged(
        path =>
        {
            var bytes = File.ReadAllBytes(path);
            var header = System.Text.Encoding.UTF8.GetString(bytes, 8, (int)BitConverter.ToInt64(bytes));
            Assert.Contains(text, header, StringComparison.Ordinal);
            var at = header.IndexOf(text, StringComparison.Ordinal);
            var edited = System.Text.Encoding.UTF8.GetBytes(header[..at] + changed + header[(at + text.Length)..]);
            File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)edited.Length), .. edited,
                .. bytes[(8 + (int)BitConverter.ToInt64(bytes))..]]);
        },
        withChecksum: false);

    [Fact]
    public void a_missing_file_is_named() => Damaged(File.Delete, withChecksum: true);

    [Fact]
    public void a_full_disk_leaves_nothing_half_written_and_keeps_the_earlier_snapshot()
    {
        using var disk = SmallDisk.Mount(kilobytes: 96);
        using var lab = new PhaseLab();
        using var progress = new RecordedProgress();
        var work = lab.Work(0, null, "") with { OutputDirectory = disk.Path, SnapshotEvery = TimeSpan.Zero };

        var e = Assert.Throws<PgGanLab.Model.Storage.FileNotWrittenException>(() =>
            PhaseTrainer.Run(work, progress, progress.Stop));

        Assert.Contains(disk.Path, e.Message, StringComparison.Ordinal);
        Assert.NotEmpty(progress.Checkpoints);
        Assert.Empty(Directory.EnumerateFiles(disk.Path, "*.tmp"));
        Assert.All(progress.Checkpoints, c => Checkpoint.Open(new CheckpointReference(c.Path, c.Sha256)).Dispose());
        Assert.Equal(progress.Checkpoints.Count + progress.Samples.Count, Directory.EnumerateFiles(disk.Path).Count());
    }

    private static void Damaged(Action<string> damage, bool withChecksum)
    {
        using var lab = new PhaseLab();
        var whole = lab.Train(2)!;
        Checkpoint.Open(whole).Dispose();

        damage(whole.Path);

        var e = Assert.Throws<CheckpointDamagedException>(() =>
            Checkpoint.Open(withChecksum ? whole : whole with { Sha256 = null }));
        Assert.StartsWith($"Checkpoint '{whole.Path}' cannot be used: ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(SafetensorsFile file, string prefix) =>
        file.Entries.Values.Where(t => t.Name.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(t => t.Begin)
            .Select(t => t.Name);
}
