using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Scheduling;

/// <summary>A device that trains several phases at once, whose speed a test makes up.</summary>
public sealed class PackingTests
{
    private const string Worker = "host-a/cpu:0";

    [Fact]
    public async Task a_device_trains_as_many_phases_as_gain_and_fewer_when_they_gain_no_more()
    {
        await using var lab = await TestLab.Start();
        var device = lab.Workers.Pack(4, lanes => lanes switch { 1 => 100, 2 => 160, 3 => 200, _ => 190 });
        await lab.Sweep("s").Submit(Independent(experiments: 6));
        await Settle(lab, device, rounds: 30);
        Assert.Equal(3, device.Held.Length);
        Assert.Single(device.GivenBack);                                        // a fourth was tried once
        Assert.Equal(
            "3 phases at once of at most 4; 4x4 in minibatches of 16, images/s: "
            + "100 with 1, 160 with 2, 200 with 3, 190 with 4.",
            device.Packing.ToString());

        device.Rate = lanes => lanes == 1 ? 100 : 160;
        await Settle(lab, device, rounds: 15);
        Assert.Equal(2, device.Held.Length);
        device.Rate = _ => 90;
        await Settle(lab, device, rounds: 15);
        Assert.Single(device.Held);

        lab.Clock.Advance(TimeSpan.FromSeconds(20));
        device.Rate = lanes => 100 * lanes;
        await Settle(lab, device, rounds: 75);                                  // what gained nothing is tried again
        Assert.Equal(4, device.Held.Length);
        Assert.All(await lab.Catalog.GetPhases([.. device.GivenBack]), p => Assert.Equal(0, p.Failures));
    }

    [Fact]
    public async Task phases_that_share_a_device_share_its_time_and_its_rate_is_that_of_all()
    {
        await using var lab = await TestLab.Start();
        var device = lab.Workers.Pack(2, lanes => lanes == 1 ? 100 : 150);
        await lab.Sweep("s").Submit(Independent(experiments: 3));
        var began = lab.Clock.GetUtcNow();
        await Settle(lab, device, rounds: 12);
        Assert.Equal(2, device.Held.Length);
        var seconds = (lab.Clock.GetUtcNow() - began).TotalSeconds;
        var held = await lab.Database.Read(db => db.Phases.SumAsync(p => p.HeldSeconds));
        Assert.InRange(held, seconds - 25, seconds + 25);                       // to within a sign of life of each phase
        var view = (await lab.View("s")).Summary;
        Assert.Equal(held / 3600, view.DeviceHours, 6);
        var rate = Assert.Single((await lab.Catalog.GetRates()).Rates);
        Assert.InRange(rate.SecondsPerKimg, 1000.0 / 150, 1000.0 / 140);
        var worker = Assert.Single(await lab.Catalog.GetWorkers());
        Assert.Equal((150, 2), (worker.ImagesPerSecond, worker.Packing!.Phases.Length));
        Assert.True(worker.MemoryNeeded > 0);
    }

    [Fact]
    public async Task all_that_a_device_trains_is_given_back_when_it_is_drained_now_and_nothing_more_is_given_to_it()
    {
        await using var lab = await TestLab.Start();
        var device = lab.Workers.Pack(2, lanes => 100 * lanes);
        await lab.Sweep("s").Submit(Independent(experiments: 3));
        await Settle(lab, device, rounds: 6);
        var plans = device.Held;
        Assert.Equal(2, plans.Length);
        await lab.Catalog.DrainWorker(Worker, now: true);
        await TestLab.Eventually(() => Task.FromResult(
            lab.Workers.Stops.Select(s => s.Phase).Distinct().Count() == 2));
        Assert.Equal(plans.Select(p => (Worker, p.Phase, p.Token)).Order(), lab.Workers.Stops.Distinct().Order());
        foreach (var plan in plans)
            await device.GiveBack(plan, null);
        await lab.Heartbeat();
        Assert.Equal("drained", WorkerText.State(Assert.Single(await lab.Catalog.GetWorkers())));
        await lab.Catalog.ResumeWorker(Worker);
        await Settle(lab, device, rounds: 2);
        Assert.Equal(2, device.Held.Length);                                    // what two gain was not forgotten
    }

    [Fact]
    public async Task a_device_is_taken_out_for_what_failed_on_it_whatever_it_trained_beside_that()
    {
        await using var lab = await TestLab.Start();
        var device = lab.Workers.Pack(4, lanes => 100 * lanes);
        await lab.Sweep("s").Submit(Independent(experiments: 5));
        await Settle(lab, device, rounds: 16);
        Assert.Equal(4, device.Held.Length);
        foreach (var plan in device.Held[..DeviceRules.MostFailedPhases])
            await device.GiveBack(plan, "it broke");
        await lab.Heartbeat();
        var worker = Assert.Single(await lab.Catalog.GetWorkers());
        Assert.Equal(WorkerHoldKind.TakenOut, worker.Hold!.Kind);
        Assert.Single(worker.Phases);
        lab.Clock.Advance(TimeSpan.FromMinutes(2));                             // what failed may be tried again
        await Settle(lab, device, rounds: 2, most: 1);
        Assert.Single(device.Held);
    }

    [Fact]
    public async Task a_device_takes_beside_what_it_trains_only_what_would_be_its_next_phase_anyway()
    {
        await using var lab = await TestLab.Start();
        var device = lab.Workers.Pack(2, lanes => 100 * lanes);
        await lab.Sweep("small").Submit(Independent(experiments: 3));
        await Settle(lab, device, rounds: 6);
        Assert.Equal(2, device.Held.Length);
        await lab.Sweep("other").Submit(Independent(experiments: 1, minibatch: 8));
        var (first, second) = (device.Held[0], device.Held[1]);
        await device.GiveBack(second, null);
        await Settle(lab, device, rounds: 2, most: 1);
        Assert.Equal([first.Phase], device.Held.Select(p => p.Phase));          // the other sweep is next, with another load
        await device.GiveBack(first, null);
        await Settle(lab, device, rounds: 1);
        Assert.Equal((await lab.Phases("other"))[0], Assert.Single(device.Held).Phase);
    }

    /// <summary>Trains tick by tick; before each, waits until the device has what it may have.</summary>
    private static async Task Settle(TestLab lab, FakePackedDevice device, int rounds, int most = int.MaxValue)
    {
        for (var round = 0; round < rounds; round++)
        {
            await TestLab.Eventually(async () =>
            {
                await lab.Heartbeat();
                return device.Held.Length >= Math.Min(most, Math.Max(1, device.Packing.Lanes));
            });
            await device.Train();
        }
        await lab.Heartbeat();
    }

    /// <summary>Experiments that share no phase, each with phases too long to end.</summary>
    private static string Independent(int experiments, int minibatch = 16)
    {
        var rates = string.Join(", ", Enumerable.Range(1, experiments)
            .Select(i => (i / 1000.0).ToString(CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "name": "Packed", "dataset": "shapes", "objective": "none",
              "base": { "resolution": 8, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": {{minibatch}},
                        "fadeInKimg": 1000, "stabilizeKimg": 1000, "tickKimg": 0.5, "swdImages": 64 },
              "search": { "space": { "learningRate": [{{rates}}] } }
            }
            """);
    }
}
