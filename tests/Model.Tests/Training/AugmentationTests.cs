using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Training;

public sealed class AugmentationTests : TorchTest
{
    private static readonly AugmentOptions Everything = new() { Color = true, Translation = true, Cutout = true };

    [Fact]
    public void at_probability_zero_nothing_changes()
    {
        var images = Images();
        Numbers.Close(images.ToHost(), Of(Everything, 0).Call(images).ToHost(), 1e-6);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void each_kind_changes_images_and_keeps_their_shape(bool color, bool translation, bool cutout)
    {
        var images = Images();
        var augmented = Of(new AugmentOptions { Color = color, Translation = translation, Cutout = cutout }, 1)
            .Call(images);
        Assert.Equal(images.shape, augmented.shape);
        Assert.NotEqual(images.ToHost(), augmented.ToHost());
    }

    [Fact]
    public void opacity_keeps_its_values_and_colours_change_as_without_it()
    {
        var images = RandomTensors.Normal(1, [8, 4, 16, 16]);
        var color = new AugmentOptions { Color = true };

        var augmented = Of(color, 1).Call(images);

        Numbers.Close(images.narrow(1, 3, 1).ToHost(), augmented.narrow(1, 3, 1).ToHost(), 0);
        Numbers.Close(Of(color, 1).Call(images.narrow(1, 0, 3)).ToHost(), augmented.narrow(1, 0, 3).ToHost(), 0);
    }

    [Fact]
    public void a_translation_moves_whole_pixels_and_pads_with_zero()
    {
        var images = torch.arange(1, 65, torch.ScalarType.Float32).reshape(1, 1, 8, 8).repeat(32, 1, 1, 1);
        var moved = Of(new AugmentOptions { Translation = true }, 1, 32).Call(images).ToHost();
        // row 3, column 3 holds 28 unmoved
        var offsets = Enumerable.Range(0, 32).Select(n => moved[n * 64 + 27]).ToArray();
        // at most one pixel either way
        Assert.All(offsets, v => Assert.Contains(v - 28, new float[] { -9, -8, -7, -1, 0, 1, 7, 8, 9 }));
        Assert.True(offsets.Distinct().Count() > 4);
        Assert.All(moved, v => Assert.InRange(v, 0, 64));
    }

    [Fact]
    public void cutout_blanks_at_most_a_quarter()
    {
        var blanked = Of(new AugmentOptions { Cutout = true }, 1, 64).Call(torch.ones(64, 1, 16, 16));
        var kept = blanked.mean([1, 2, 3]).ToHost();
        Assert.All(kept, k => Assert.InRange(k, 0.75f - 1e-4f, 1f));
        Assert.Contains(kept, k => k < 0.76f);
    }

    [Fact]
    public void gradients_flow_through_and_split_minibatches_see_the_same()
    {
        var images = Images().requires_grad_(true);
        var augmented = Of(Everything, 1).Call(images);
        var gradient = torch.autograd.grad([augmented.square().sum()], [images])[0];
        Assert.True(gradient.abs().sum().item<float>() > 0);

        var share = torch.tensor(new long[] { 1, 5 });
        var part = new Augmentation(Everything, 1, 3, "augment/reals", 0, 8, share).Call(
            images.detach().index_select(0, share));
        Numbers.Close(augmented.index_select(0, share).ToHost(), part.ToHost(), 1e-5);
    }

    [Fact]
    public void the_share_follows_the_sign_of_overfitting()
    {
        var options = Everything with { Target = 0.6, Kimg = 1 };
        Assert.Equal(0.016, AdaptiveAugmentation.Next(0, 0.9, 16, options), 1e-12);
        Assert.Equal(0, AdaptiveAugmentation.Next(0, 0.1, 16, options));
        Assert.Equal(1, AdaptiveAugmentation.Next(0.999, 0.9, 16, options));
    }

    private static Augmentation Of(AugmentOptions options, double probability, int minibatch = 8) =>
        new(options, probability, 3, "augment/reals", 0, minibatch, null);

    private static torch.Tensor Images() => RandomTensors.Normal(1, [8, 3, 16, 16]);
}
