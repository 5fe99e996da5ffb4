using PgGanLab.Model.Numbers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>Changes of size by a factor of two, and the blend between two ways.</summary>
public static class Resample
{
    /// <summary>Nearest neighbour: [N,C,H,W] to [N,C,2H,2W].</summary>
    public static Tensor Upscale2x(Tensor x) =>
        functional.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Nearest);

    /// <summary>Mean of 2x2 pixels: [N,C,H,W] to [N,C,H/2,W/2].</summary>
    public static Tensor Downscale2x(Tensor x) => functional.avg_pool2d(x, [2, 2]);

    /// <summary>Leads a gradient back through <see cref="Downscale2x"/>: [N,C,H/2,W/2] to [N,C,H,W].</summary>
    public static Tensor Downscale2xGradient(Tensor gradient) => Upscale2x(gradient.Times(0.25));

    /// <summary>old at alpha = 0, fresh at alpha = 1.</summary>
    public static Tensor Blend(Tensor old, Tensor fresh, double alpha) => fresh.AddScaled(old - fresh, 1 - alpha);
}
