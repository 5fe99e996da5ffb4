using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Retention;

namespace PgGanLab.Grains.Retention;

/// <inheritdoc cref="IRetentionGrain"/>
[LabHostOnly]
internal sealed class RetentionGrain(LabDatabase database, IStoreService store, TimeProvider time)
    : Grain, IRetentionGrain
{
    public async Task<StoreUsage> GetUsage(long? budget)
    {
        var files = await store.GetFiles();
        var held = await database.Read(db => HeldRecord.Load(db, files, time.GetUtcNow()));
        return Usage(held, RetentionPlan.Of(held, time.GetUtcNow(), budget ?? store.Budget));
    }

    public async Task<StoreUsage> Free(long? budget)
    {
        var (held, plan) = await Free(held => RetentionPlan.Of(held, time.GetUtcNow(), budget ?? store.Budget));
        return Usage(held, plan);
    }

    public async Task<FreedFiles> FreeArchived()
    {
        var (_, plan) = await Free(held =>
        {
            var all = RetentionPlan.Of(held, time.GetUtcNow(), null);
            return all with { Free = [.. all.Free.Where(f => f.Reason == FreeReason.Archived)] };
        });
        return new FreedFiles(FreeReason.Archived, plan.Free.Length, plan.Freed);
    }

    /// <summary>Frees what a plan says, but for what has come to depend on a file since the record was read.</summary>
    private async Task<(StoreHoldings Held, RetentionPlan Plan)> Free(Func<StoreHoldings, RetentionPlan> planFor)
    {
        var files = await store.GetFiles();
        var held = await database.Read(db => HeldRecord.Load(db, files, time.GetUtcNow()));
        var plan = planFor(held);
        if (plan.Free.IsEmpty)
            return (held, plan);
        plan = await database.Write(async db =>
        {
            var now = time.GetUtcNow();
            var decided = plan with { Free = await FreedRecord.TakeOff(db, held, plan.Free, now) };
            if (!decided.Free.IsEmpty)
                db.Note(now, "store-freed", "store",
                    $"{Readable.Plural(decided.Free.Length, "file")} of {Readable.Bytes(decided.Freed)}: "
                    + $"{string.Join(", ", StoreUsage.Of(held, decided, 0).Freed.Select(f => f.What()))}.");
            return decided;
        });
        await store.Delete([.. plan.Free.Select(f => f.File.Path)]);
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Publish(new LabChange());
        return (held, plan);
    }

    private StoreUsage Usage(StoreHoldings held, RetentionPlan plan) => StoreUsage.Of(held, plan, store.DiskFree);
}
