using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;

namespace PgGanLab.Grains.Tests.Database;

public sealed class LabDatabaseTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task writes_that_meet_all_count(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Database.Write(db =>
        {
            db.Lab.Add(new LabRow { Name = "count", Value = "0" });
            return Task.CompletedTask;
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
                await lab.Database.Write(Increment);
        })));
        Assert.Equal("40",
            await lab.Database.Read(db => db.Lab.Where(r => r.Name == "count").Select(r => r.Value).SingleAsync()));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task of_a_write_that_fails_nothing_stays(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await Assert.ThrowsAsync<InvalidOperationException>(() => lab.Database.Write(async db =>
        {
            await db.Upsert([new LabRow { Name = "half", Value = "done" }]);
            throw new InvalidOperationException("Half way.");
        }));
        Assert.False(await lab.Database.Read(db => db.Lab.AnyAsync(r => r.Name == "half")));
    }

    [Fact]
    public async Task of_writes_that_share_a_transaction_one_that_fails_takes_nothing_of_the_others_with_it()
    {
        await using var lab = await TestLab.Start();
        var goOn = new TaskCompletionSource();
        var first = lab.Database.Write(async db =>
        {
            await db.Upsert([new LabRow { Name = "first", Value = "" }]);
            await goOn.Task;
        });
        var failing = lab.Database.Write(async db =>
        {
            db.Lab.Add(new LabRow { Name = "failing", Value = "" });
            await db.SaveChangesAsync();
            throw new InvalidOperationException("Half way.");
        });
        var last = lab.Database.Write(async db => Assert.True(await db.Lab.AnyAsync(r => r.Name == "first")));
        var wrong = lab.Database.Write(db =>
        {
            db.Lab.Add(new LabRow { Name = "first", Value = "twice" });
            return Task.CompletedTask;
        });
        goOn.SetResult();
        await Task.WhenAll(first, last);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Assert.ThrowsAsync<DbUpdateException>(() => wrong);
        await lab.Database.Write(db => db.Upsert([new LabRow { Name = "later", Value = "" }]));
        Assert.Equal(["first", "later"], await lab.Database.Read(db => db.Lab
            .Where(r => r.Name == "first" || r.Name == "failing" || r.Name == "later").Select(r => r.Name)
            .OrderBy(name => name).ToListAsync()));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task all_queries_of_a_read_see_one_state_and_hold_up_no_writer(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var (before, after) = await lab.Database.Read(async db =>
        {
            var first = await db.Lab.CountAsync();
            await lab.Database.Write(other => other.Upsert([new LabRow { Name = "new", Value = "" }]));
            return (first, await db.Lab.CountAsync());
        });
        Assert.Equal(before, after);
        Assert.Equal(before + 1, await lab.Database.Read(db => db.Lab.CountAsync()));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task twenty_thousand_rows_go_in_whole_and_the_later_of_equal_keys_counts(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var rows = Enumerable.Range(0, 20_000).Select(i => new LabRow { Name = $"row {i}", Value = "old" }).ToArray();
        await lab.Database.Write(db => db.Upsert(rows));
        await lab.Database.Write(db =>
            db.Upsert([new LabRow { Name = "row 7", Value = "older" }, new LabRow { Name = "row 7", Value = "new" }]));
        await lab.Database.Write(db => db.InsertMissing(
            [new LabRow { Name = "row 8", Value = "ignored" }, new LabRow { Name = "row 20000", Value = "added" }]));
        var stored = await lab.Database.Read(db =>
            db.Lab.Where(r => r.Name.StartsWith("row ")).ToDictionaryAsync(r => r.Name, r => r.Value));
        Assert.Equal(
            (20_001, "new", "old", "added"), (stored.Count, stored["row 7"], stored["row 8"], stored["row 20000"]));
    }

    [Fact]
    public async Task sqlite_commits_survive_a_power_cut()
    {
        await using var lab = await TestLab.Start();
        Assert.Equal(("wal", 2, 1), await lab.Database.Read(async db => (
            await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode")
                .SingleAsync(),
            await db.Database.SqlQueryRaw<int>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync(),
            await db.Database.SqlQueryRaw<int>("SELECT foreign_keys AS Value FROM pragma_foreign_keys")
                .SingleAsync())));
    }

    private static async Task Increment(LabDbContext db)
    {
        var row = await db.Lab.SingleAsync(r => r.Name == "count");
        row.Value = (int.Parse(row.Value, System.Globalization.CultureInfo.InvariantCulture) + 1)
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
