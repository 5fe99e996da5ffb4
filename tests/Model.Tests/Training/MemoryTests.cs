using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Training;

public sealed class MemoryTests : TorchTest
{
    [Fact]
    public void whole_phases_with_reports_and_measurements_leave_no_tensor_behind()
    {
        using var lab = new PhaseLab();
        lab.Train(5, "first");                                                  // fills the cache of real descriptors
        var before = LiveTensors.Count();

        lab.Train(5, "second");

        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void weights_that_are_not_finite_are_named()
    {
        var shape = new NetworkShape(4, FadesIn: false, [4, 4], Channels: 1, LatentSize: 4, MinibatchStddevGroup: 4);
        var g = new float[new Generator(shape).Layout.Count];
        var d = new float[new Discriminator(shape).Layout.Count];
        d[3] = float.NaN;
        using var state = new TrainingState(shape, new AdamSettings(0, 0.99, 1e-8), g, d, g, torch.CPU);

        Assert.Equal("weights of D", Assert.Throws<DivergedException>(state.RequireFinite).Term);
    }
}
