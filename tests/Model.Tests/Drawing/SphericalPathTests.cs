using PgGanLab.Model.Drawing;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Drawing;

public sealed class SphericalPathTests : TorchTest
{
    [Fact]
    public void the_way_keeps_to_the_sphere_and_turns_evenly()
    {
        var (a, b) = (tensor(new float[] { 2, 0, 0 }, [1, 3]), tensor(new float[] { 0, 2, 0 }, [1, 3]));

        var third = SphericalPath.Between(a, b, 1.0 / 3).ToHost();

        Numbers.Close([(float)(2 * Math.Cos(Math.PI / 6)), (float)(2 * Math.Sin(Math.PI / 6)), 0], third, 1e-6);
    }

    [Fact]
    public void lengths_change_evenly_and_equal_directions_go_straight()
    {
        var (a, b) = (tensor(new float[] { 1, 1 }, [1, 2]), tensor(new float[] { 3, 3 }, [1, 2]));
        Numbers.Close([2, 2], SphericalPath.Between(a, b, 0.5).ToHost(), 1e-5);
    }

    [Fact]
    public void the_way_passes_each_station_and_closes()
    {
        var keys = SeededLatents.Of([.. Enumerable.Range(0, 6).Select(i => (long)i)], 16).reshape(3, 2, 16);
        for (var station = 0; station <= 3; station++)
            Numbers.Close(keys.select(0, station % 3).ToHost(), SphericalPath.At(keys, station).ToHost(), 1e-5);
    }
}
