using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Torch.Conformance.Functional;

public class LayerTests
{
    [Fact]
    public void leaky_relu_keeps_a_part_of_what_is_negative()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { -1, 0, 2 });
        Numbers.Near([-0.2f, 0f, 2f], functional.leaky_relu(t, 0.2));
        Assert.Equal([-1f, 0f, 2f], t.Floats());
        functional.leaky_relu(t, 0.2, inplace: true);
        Numbers.Near([-0.2f, 0f, 2f], t);
    }

    [Fact]
    public void avg_pool2d_averages_windows()
    {
        using var scope = NewDisposeScope();
        var image = arange(16, dtype: float32).reshape(1, 1, 4, 4);
        Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], functional.avg_pool2d(image, [2, 2]).Floats());
        Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], functional.avg_pool2d(image, 2).Floats());
        Assert.Equal([1L, 1L, 3L, 3L], functional.avg_pool2d(image, [2, 2], stride: [1, 1]).shape);
        Assert.Equal([5f, 7f, 13f, 15f], functional.max_pool2d(image, [2, 2]).Floats());
        Assert.Equal(7.5f, functional.adaptive_avg_pool2d(image, [1, 1]).item<float>());
    }

    [Fact]
    public void nearest_upsampling_repeats_pixels()
    {
        using var scope = NewDisposeScope();
        var image = arange(4, dtype: float32).reshape(1, 1, 2, 2);
        float[] expected = [0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3];
        Assert.Equal(expected, functional.interpolate(image, scale_factor: [2, 2], mode: InterpolationMode.Nearest).Floats());
        Assert.Equal(expected, functional.interpolate(image, size: [4, 4]).Floats());
        Assert.Equal(expected, functional.upsample_nearest2d(image, outputSizes: [4, 4]).Floats());
        Assert.Throws<ExternalException>(() => functional.upsample(image, scale_factor: [2, 2]));
        Assert.Equal(
            expected, image.reshape(1, 1, 2, 1, 2, 1).expand(1, 1, 2, 2, 2, 2).reshape(1, 1, 4, 4).Floats());
    }

    [Fact]
    public void bilinear_and_area_resizing()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new float[] { 0, 2, 4, 6 }).reshape(1, 1, 2, 2);
        Numbers.Near([0f, 1f, 2f, 2f, 3f, 4f, 4f, 5f, 6f], functional.interpolate(
            image, size: [3, 3], mode: InterpolationMode.Bilinear, align_corners: true));
        Assert.Equal(3f, functional.interpolate(image, size: [1, 1], mode: InterpolationMode.Area).item<float>());
    }

    [Fact]
    public void padding_names_the_last_dimension_first()
    {
        using var scope = NewDisposeScope();
        var image = ones(1, 1, 1, 2);
        Assert.Equal([0f, 1f, 1f, 0f, 0f], functional.pad(image, [1, 2], PaddingModes.Constant, 0).Floats());
        Assert.Equal([1L, 1L, 3L, 2L], functional.pad(image, [0, 0, 1, 1]).shape);
        Assert.Equal([7f, 1f, 1f], functional.pad(image, [1, 0], value: 7).Floats());
        var row = arange(3, dtype: float32).reshape(1, 1, 3);
        Assert.Equal([2f, 1f, 0f, 1f, 2f, 1f, 0f], functional.pad(row, [2, 2], PaddingModes.Reflect).Floats());
        Assert.Equal([0f, 0f, 1f, 2f, 2f], functional.pad(row, [1, 1], PaddingModes.Replicate).Floats());
    }

    [Fact]
    public void one_hot_and_pixel_shuffle()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0L, 1L, 0L, 1L, 0L, 0L], functional.one_hot(tensor(new[] { 1L, 0L }), 3).Longs());
        Assert.Equal([0f, 1f, 2f, 3f], functional.pixel_shuffle(arange(4, dtype: float32).reshape(1, 4, 1, 1), 2).Floats());
        Assert.Throws<ArgumentException>(() => functional.one_hot(ones(1), 3));
    }
}
