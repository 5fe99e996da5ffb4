using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Tests.Hosting;

/// <summary>
/// In one process, immutable records are handed over as they are; between hosts they travel as bytes.
/// </summary>
public sealed class WireTests
{
    [Fact]
    public async Task everything_that_grains_say_survives_the_wire()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var plan = (await lab.Phase((await lab.Phases("s"))[0]).Lease("host-a/cpu:0"))!;
        await lab.Phase(plan.Phase).Release(plan.Token, null);
        var sweep = await lab.TrainToTheEnd("s");
        Same(lab, plan);
        Same(lab, sweep);
        Same(lab, (await lab.Experiment("s.1").GetView())!);
        Same(lab, (await lab.Experiment("s.1").GetTicks(10))!);
        Same(lab, (await lab.Sweep("s").GetSwdCurves())!.Value);
        Same(lab, await lab.Catalog.GetSweeps());
        Same(lab, await lab.Catalog.GetWorkers());
        Same(lab, await lab.Catalog.GetDatasets());
        Same(lab, await lab.Catalog.GetEvents(10));
        Same(lab, await lab.Catalog.Preview(Definitions.Sweep()));
        Same(lab, new LabChange { Sweep = "s" });
        Same(lab, FakeTraining.Tick(100, double.NaN));
        Same(lab, FakeTraining.Sample(plan, 100));
    }

    [Theory]
    [InlineData(typeof(LeaseLostException))]
    [InlineData(typeof(InvalidInputException))]
    public async Task exceptions_that_callers_catch_keep_their_type_and_sentence(Type type)
    {
        await using var lab = await TestLab.Start();
        var exception = (Exception)Activator.CreateInstance(type, "One sentence.")!;
        var back = RoundTrip(lab, exception);
        Assert.IsType(type, back);
        Assert.Equal("One sentence.", back.Message);
    }

    private static void Same<T>(TestLab lab, T value) where T : notnull =>
        Assert.Equal(Json(value), Json(RoundTrip(lab, value)));

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, LabJson.Options);

    private static T RoundTrip<T>(TestLab lab, T value) where T : notnull
    {
        var serializer = lab.Services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }
}
