using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Tests.Imaging;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Training;

/// <summary>Training on images with opacity: from PNG files to sample grids and SWD.</summary>
public sealed class OpacityTests : TorchTest
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void a_whole_run_on_pngs_with_opacity_gives_grids_with_opacity_and_swd()
    {
        using var lab = new PhaseLab(PhaseLab.Small, Cutouts());
        var last = lab.Train(lab.Phases.Length - 1);
        using var progress = new RecordedProgress();

        Assert.IsType<PhaseOutcome.Finished>(
            PhaseTrainer.Run(lab.Work(lab.Phases.Length - 1, last, "last"), progress, progress.Stop));

        Assert.Equal(4, lab.Phases[0].Recipe.Root.Channels);
        Assert.All(progress.Ticks.SelectMany(t => t.Values.Values), value => Assert.True(double.IsFinite(value)));
        Assert.InRange(progress.Swd[^1].Average, 1, 2000);
        using var grid = ImageDecoder.Decode(File.ReadAllBytes(progress.Samples[^1].Path), mostPixels: 1 << 20);
        Assert.Equal((8 * 64, 4 * 64, 4), (grid.Width, grid.Height, grid.Channels));
        Assert.True(
            Enumerable.Range(0, grid.Width * grid.Height).Select(i => grid.Pixels[4 * i + 3]).Distinct().Count() > 4);
    }

    [Fact]
    public void each_channel_of_a_minibatch_is_that_of_the_files()
    {
        using var lab = new PhaseLab(PhaseLab.Small with { Mirror = false, StartResolution = 16 }, Cutouts());
        var recipe = lab.Phases[^1].Recipe;
        using var dataset = ImageDataset.Open(Path.Combine(lab.Folder, "discs"));

        var reals =
            new StepInputs(recipe, dataset, TorchSharp.torch.CPU).Discriminator(0, alpha: 1).Reals;  // [N,4,16,16]

        Assert.Equal([8, 4, 16, 16], reals.shape);
        var order = new RealOrder(dataset, recipe.Root.Seed, recipe.LabelSampling);
        Numbers.Close([.. Enumerable.Range(0, 8).SelectMany(i => Planes(Cutout(order.At(i))))
            .Select(value => value / 127.5f - 1)], reals.ToHost(), 1e-5);
    }

    protected override void Dispose(bool disposing)
    {
        folder.Dispose();
        base.Dispose(disposing);
    }

    private IImageSource Cutouts()
    {
        for (var i = 0; i < 64; i++)
            File.WriteAllBytes(folder.File($"{i:D2}.png"), Encoded.Png(Cutout(i)));
        return DatasetKinds.Open("folder", folder.Path, new SourceOptions { Channels = 4 });
    }

    private static IEnumerable<byte> Planes(PixelImage image) =>
        Enumerable.Range(0, image.Channels)
            .SelectMany(channel => image.Pixels.Where((_, i) => i % image.Channels == channel));

    /// <summary>Colours that show through a disc, clear around it.</summary>
    private static PixelImage Cutout(int seed)
    {
        var image = Encoded.Smooth(16, 16, 4, seed);
        for (var i = 0; i < 256; i++)
            image.Pixels[4 * i + 3] = (byte)Math.Clamp(
                255 - 40 * (Math.Abs(i % 16 - 8) + Math.Abs(i / 16 - 8) - seed % 5), 0, 255);
        return image;
    }
}
