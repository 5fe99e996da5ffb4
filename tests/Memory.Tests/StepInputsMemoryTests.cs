using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Data;
using PgGanLab.Model.Tests.Data;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Memory.Tests;

public sealed class StepInputsMemoryTests : TorchTest
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void a_minibatch_is_written_once_into_its_tensor()
    {
        const int Minibatch = 512;
        const int Bytes = Minibatch * 3 * 64 * 64 * sizeof(float);              // 25 MB
        var path = folder.File("discs");
        DatasetBuilder.Build("discs", new Discs(resolution: 64, channels: 3), path, CancellationToken.None);
        using var dataset = ImageDataset.Open(path);
        var configuration = new TrainingConfiguration
        {
            Resolution = 64,
            LatentSize = 8,
            FmapMax = 8,
            Minibatch = 8,
            FadeInKimg = 1,
            StabilizeKimg = 1,
        };
        var recipe = ExperimentPath.Of(configuration, dataset.Facts)[^1].Recipe with { Minibatch = Minibatch };
        var inputs = new StepInputs(recipe, dataset, torch.CPU);
        var managed = 0L;

        var peak = MemoryWatch.Peak(() =>
        {
            using var scope = torch.NewDisposeScope();
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = inputs.Discriminator(Minibatch, alpha: 1);
            managed = GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.InRange(peak, 0.9 * Bytes, 1.2 * Bytes);
        Assert.InRange(managed, 0, 0.1 * Bytes);
    }

    protected override void Dispose(bool disposing)
    {
        folder.Dispose();
        base.Dispose(disposing);
    }
}
