using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Export;
using PgGanLab.Model.Tests.Training;

namespace PgGanLab.Model.Tests.Export;

public sealed class GeneratorExportTests : TorchTest
{
    [Fact]
    public void the_export_is_the_average_generator_and_nothing_else()
    {
        using var lab = new PhaseLab();
        var checkpoint = lab.Train(3)!;
        var written = GeneratorExport.Write(checkpoint, Path.Combine(lab.Folder, "generator.safetensors"));

        using var whole = SafetensorsFile.Open(checkpoint.Path);
        using var generator = SafetensorsFile.Open(written.Path);
        Assert.Equal(
            whole.Entries.Keys.Where(n => n.StartsWith("Gs/", StringComparison.Ordinal)).Select(n => n[3..]).Order(),
            generator.Entries.Keys.Order());
        Assert.All(
            generator.Entries.Keys, name => Assert.Equal(whole.Read<float>("Gs/" + name), generator.Read<float>(name)));
        Assert.Equal(("8", "1", "8", "1"), (generator.Metadata["resolution"], generator.Metadata["channels"],
            generator.Metadata["latentSize"], generator.Metadata["alpha"]));
        Assert.Equal(lab.Phases[2].Key.Value, generator.Metadata["phase"]);
    }

    [Fact]
    public void a_damaged_checkpoint_gives_no_export()
    {
        using var lab = new PhaseLab();
        var checkpoint = lab.Train(1)! with { Sha256 = new string('0', 64) };
        var path = Path.Combine(lab.Folder, "generator.safetensors");

        Assert.Throws<CheckpointDamagedException>(() => GeneratorExport.Write(checkpoint, path));
        Assert.False(File.Exists(path));
    }
}
