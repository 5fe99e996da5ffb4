using System.Globalization;
using PgGanLab.Grains.Store;

namespace PgGanLab.Grains.Tests.Catalog;

public sealed class OrphanTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task only_files_of_ended_leases_that_are_on_no_record_are_orphans(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var key = (await lab.Phases("s"))[0];
        var first = (await lab.Phase(key).Lease("host-a/cpu:0"))!;
        var (recorded, sample) = (FakeTraining.Snapshot(first, 100), FakeTraining.Sample(first, 100));
        await lab.Phase(key).ReportSnapshot(first.Token, recorded);
        await lab.Phase(key).ReportSample(first.Token, sample);
        string Left(long token) => StoreLayout.Lease(key, token) + "/left.safetensors";
        string[] strangers =
        [
            Left(99), StoreLayout.Lease(new string('f', 64), 1) + "/left.safetensors", StoreLayout.Phase(key) + "/left",
            "exports/left", Left(1) + "/deeper"
        ];
        string[] files = [recorded.Path, sample.Path, Left(1), Left(2), .. strangers];

        Assert.Empty(await lab.Catalog.FindOrphans([.. files]));
        await lab.Phase(key).Release(first.Token, null);
        Assert.Equal([Left(1)], await lab.Catalog.FindOrphans([.. files]));
        var second = (await lab.Phase(key).Lease("host-a/cpu:1"))!;
        Assert.Equal("2", second.Token.ToString(CultureInfo.InvariantCulture));
        Assert.Equal([Left(1)], await lab.Catalog.FindOrphans([.. files]));
        await lab.Phase(key).Complete(second.Token, FakeTraining.Final(second));
        Assert.Equal([Left(1), Left(2)], await lab.Catalog.FindOrphans([.. files]));
    }
}
