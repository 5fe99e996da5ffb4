using PgGanLab.Grains.Hosting;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Cluster;

/// <summary>What holds when grains live on several silos, silos die, and grains move.</summary>
public sealed class ClusterTests
{
    [Fact]
    public async Task each_worker_lives_on_the_silo_of_its_host()
    {
        await using var lab = await LabCluster.Start(3);
        foreach (var silo in lab.SiloNames)
        {
            await lab.Worker(silo).Stop("phase", token: 7);
            Assert.Equal(silo, lab.SiloOf(lab.Worker(silo)));
        }
        Assert.Contains("no silo named 'elsewhere'",
            (await Assert.ThrowsAnyAsync<Exception>(() => lab.Worker("elsewhere").Stop("phase", token: 7))).ToString());
    }

    [Fact]
    public async Task grains_that_touch_the_database_live_on_lab_hosts_alone()
    {
        await using var lab = await LabCluster.Start(2, workersOnly: 1);
        var (host, worker) = (lab.SiloNames[0], lab.SiloNames[1]);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 6));
        var sweep = (await lab.Sweep("s").GetView())!;
        var phases = sweep.Tree.Select(node => lab.Phase(node.Phase.Key)).ToArray();
        foreach (var phase in phases)
            await Assert.ThrowsAsync<LeaseLostException>(() => phase.Renew(token: -1));
        foreach (var experiment in sweep.Experiments)
            Assert.True(await lab.Experiment(experiment.Id).Exists());

        await lab.Heartbeat(worker);
        await TestLab.Eventually(() => Task.FromResult(lab.Held.ContainsKey(worker)));
        var plan = lab.Held[worker];
        await FakeTraining.Run(lab.Phase(plan.Phase), plan);

        IAddressable[] grains = [lab.Catalog, lab.Scheduler, lab.Sweep("s"), .. phases,
            .. sweep.Experiments.Select(experiment => lab.Experiment(experiment.Id))];
        Assert.All(grains, grain => Assert.Equal(host, lab.SiloOf(grain)));
        Assert.Equal(worker, lab.SiloOf(lab.Worker(worker)));
    }

    [Fact]
    public void every_grain_but_the_workers_is_kept_on_lab_hosts() => Assert.Equal(
        ["WorkerGrain"],
        typeof(LabGrainsExtensions).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Grain)) && !type.IsDefined(typeof(LabHostOnlyAttribute), false))
            .Select(type => type.Name));

    [Fact]
    public async Task a_phase_whose_silo_dies_in_the_middle_of_a_lease_goes_to_another_and_the_dead_one_can_commit_nothing()
    {
        await using var lab = await LabCluster.Start(2);
        var (dies, stays) = (lab.SiloNames[1], lab.SiloNames[0]);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        await lab.Heartbeat(dies);
        await TestLab.Eventually(() => Task.FromResult(lab.Held.ContainsKey(dies)));
        var lost = lab.Held[dies];
        await lab.Phase(lost.Phase).ReportTicks(lost.Token, [FakeTraining.Tick(500)]);
        await lab.Kill(dies);

        await TestLab.Eventually(() => LabCluster.Reaches(() => lab.Heartbeat(stays)));
        Assert.False(lab.Held.ContainsKey(stays));
        lab.Clock.Advance(LeaseRules.Duration);
        await lab.Heartbeat(stays);
        await TestLab.Eventually(() => Task.FromResult(lab.Held.ContainsKey(stays)));
        var next = lab.Held[stays];
        Assert.Equal(lost.Phase, next.Phase);
        Assert.True(next.Token > lost.Token);
        await Assert.ThrowsAsync<LeaseLostException>(() =>
            lab.Phase(lost.Phase).Complete(lost.Token, FakeTraining.Final(lost)));
        await FakeTraining.Run(lab.Phase(next.Phase), next);
    }

    [Fact]
    public async Task what_a_dead_host_had_leased_is_free_as_soon_as_the_cluster_has_given_the_host_up()
    {
        await using var lab = await LabCluster.Start(2);
        var (dies, stays) = (lab.SiloNames[1], lab.SiloNames[0]);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        await lab.Heartbeat(dies, lab.Address(dies));
        await TestLab.Eventually(() => Task.FromResult(lab.Held.ContainsKey(dies)));
        var lost = lab.Held[dies];
        await lab.Kill(dies);

        await TestLab.Eventually(() => LabCluster.Reaches(() => lab.Heartbeat(stays, lab.Address(stays))));
        await TestLab.Eventually(() => Task.FromResult(lab.Held.ContainsKey(stays)));
        Assert.Equal(lost.Phase, lab.Held[stays].Phase);
        Assert.True(lab.Held[stays].Token > lost.Token);
        Assert.Equal(WorkerStatus.Gone,
            (await lab.Catalog.GetWorkers()).Single(w => w.Name == LabCluster.WorkerName(dies)).Status);
        Assert.Contains(await lab.Catalog.GetEvents(100), e => e.Kind == "lease-released"
            && e.Text == $"Worker {LabCluster.WorkerName(dies)} is free: its host died or hangs.");
        await Assert.ThrowsAsync<LeaseLostException>(() => lab.Phase(lost.Phase).Renew(lost.Token));
    }

    /// <summary>The API answers "try again in a few seconds" to this type and to time-outs.</summary>
    [Fact]
    public async Task a_call_to_a_dead_silo_fails_as_a_rejected_message()
    {
        await using var lab = await LabCluster.Start(2);
        var dead = lab.SiloNames[1];
        await lab.Worker(dead).Stop("phase", token: 7);
        await lab.Kill(dead);
        Exception? failure = null;
        await TestLab.Eventually(async () =>
            (failure = await Record.ExceptionAsync(() => lab.Worker(dead).Stop("phase", token: 7))) is not null);
        Assert.True(failure is OrleansMessageRejectionException or TimeoutException, failure!.ToString());
    }

    [Fact]
    public async Task a_phase_grain_that_moves_keeps_its_lease_and_its_record()
    {
        await using var lab = await LabCluster.Start(2);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var phase = lab.Phase((await lab.Sweep("s").GetView())!.Tree[0].Phase.Key);
        var plan = (await phase.Lease(LabCluster.WorkerName(lab.SiloNames[0])))!;
        await phase.ReportTicks(plan.Token, [FakeTraining.Tick(500)]);
        var before = await lab.View(phase);
        var other = lab.SiloNames.First(name => name != lab.SiloOf(phase));

        await lab.Move(phase, other);
        Assert.Null(await phase.Lease(LabCluster.WorkerName(lab.SiloNames[1])));
        await phase.Renew(plan.Token);
        Assert.Equal(other, lab.SiloOf(phase));
        Assert.Equal(before, await lab.View(phase));
        await FakeTraining.Run(phase, plan);
        Assert.Equal(FakeTraining.End(plan), (await lab.View(phase))!.Nimg);
    }
}
