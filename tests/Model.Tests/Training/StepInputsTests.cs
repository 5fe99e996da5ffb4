using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Data;
using PgGanLab.Model.Tests.Data;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Training;

public sealed class StepInputsTests : TorchTest
{
    private const int Minibatch = 16;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void real_images_are_those_of_the_order_mirrored_by_their_own_coins_and_blended()
    {
        using var dataset = Dataset(resolution: 16, channels: 3);
        var recipe = Recipe(dataset);
        var order = new RealOrder(dataset, recipe.Root.Seed, LabelSampling.Data);
        var inputs = new StepInputs(recipe, dataset, torch.CPU);

        var reals = inputs.Discriminator(nimg: 48, alpha: 0.25).Reals.data<float>().ToArray();

        Assert.Equal(
            reals, new StepInputs(recipe, dataset, torch.CPU).Discriminator(48, 0.25).Reals.data<float>().ToArray());
        var mirrored = 0;
        for (var i = 0; i < Minibatch; i++)
        {
            var image = reals[(i * 3 * 256)..((i + 1) * 3 * 256)];
            var (straight, flipped) = (Processed(dataset, order.At(48 + i), mirror: false),
                Processed(dataset, order.At(48 + i), mirror: true));
            Assert.True(image.AsSpan().SequenceEqual(straight) || image.AsSpan().SequenceEqual(flipped),
                $"Image {i} is another one.");
            mirrored += image.AsSpan().SequenceEqual(flipped) ? 1 : 0;
        }
        Assert.InRange(mirrored, 1, Minibatch - 1);
    }

    [Theory]
    [InlineData(LabelSampling.Data, new[] { 0.625, 0.25, 0.125 })]
    [InlineData(LabelSampling.Balanced, new[] { 1.0 / 3, 1.0 / 3, 1.0 / 3 })]
    public void the_generator_is_asked_for_classes_as_the_sampling_says(LabelSampling sampling, double[] shares)
    {
        using var dataset = Uneven();
        var asked = Asked(dataset, sampling);

        // five deviations of 3,000 draws and more
        Assert.All(shares.Zip(asked), s => Assert.InRange(s.Second, s.First - 0.05, s.First + 0.05));
    }

    [Theory]
    [InlineData(LabelSampling.Data)]
    [InlineData(LabelSampling.Balanced)]
    public void a_class_without_an_image_is_never_asked_of_the_generator(LabelSampling sampling)
    {
        using var whole = Uneven();
        var asked = Asked(whole, sampling);
        using var gaps = Uneven([1, 3, 4], classes: 6);
        Assert.Equal([1, 3, 4], gaps.Classes);

        Assert.Equal([0, asked[0], 0, asked[1], asked[2], 0], Asked(gaps, sampling));
    }

    protected override void Dispose(bool disposing)
    {
        folder.Dispose();
        base.Dispose(disposing);
    }

    private static float[] Processed(ImageDataset dataset, int index, bool mirror)
    {
        var result = new float[3 * 256];
        for (var channel = 0; channel < 3; channel++)
            RealImages.Process(dataset.Image(16, index).Slice(channel * 256, 256), 16, mirror, 0.25,
                result.AsSpan(channel * 256, 256));
        return result;
    }

    private static PhaseRecipe Recipe(ImageDataset dataset) =>
        ExperimentPath.Of(PhaseLab.Small with
        {
            Resolution = dataset.Facts.Resolution,
            Minibatch = Minibatch,
            FadeInKimg = 1,
            StabilizeKimg = 1
        }, dataset.Facts)[^1].Recipe;

    /// <summary>Shares of the classes in what G is asked for.</summary>
    private static float[] Asked(ImageDataset dataset, LabelSampling sampling)
    {
        var configuration = PhaseLab.Small with
        {
            Resolution = 4,
            Minibatch = 3000,
            MinibatchStddevGroup = 4,
            StabilizeKimg = 3,
            Conditional = true,
            LabelSampling = sampling
        };
        var inputs = new StepInputs(ExperimentPath.Of(configuration, dataset.Facts)[^1].Recipe, dataset, torch.CPU);
        return inputs.Generator(0).Labels!.mean([0]).data<float>().ToArray();
    }

    private ImageDataset Uneven()
    {
        var path = folder.File("uneven");
        DatasetBuilder.Build("uneven", new Uneven(), path, CancellationToken.None);
        return ImageDataset.Open(path);
    }

    /// <summary>The same with other numbers of its classes, as builders left them before December 2026.</summary>
    private ImageDataset Uneven(int[] numbers, int classes)
    {
        var path = folder.File("gaps");
        DatasetBuilder.Build("gaps", new Uneven(), path, CancellationToken.None);
        var labels = Path.Combine(path, DatasetManifest.LabelsFileName);
        var bytes = File.ReadAllBytes(labels);
        foreach (ref var label in MemoryMarshal.Cast<byte, int>(bytes.AsSpan()))
            label = numbers[label];
        File.WriteAllBytes(labels, bytes);
        var description = Path.Combine(path, DatasetManifest.FileName);
        var manifest = DatasetManifest.Read(description);
        manifest = manifest with
        {
            Labels = classes,
            Files =
            [
                .. manifest.Files.Select(f => f.Name == DatasetManifest.LabelsFileName
                    ? f with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) }
                    : f),
            ],
        };
        using (var file = File.Create(description))
            (manifest with { Fingerprint = manifest.ComputeFingerprint() }).Write(file);
        return ImageDataset.Open(path);
    }

    private ImageDataset Dataset(int resolution, int channels)
    {
        var path = folder.File("discs");
        DatasetBuilder.Build("discs", new Discs(resolution, channels), path, CancellationToken.None);
        return ImageDataset.Open(path);
    }
}
