using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Tests.Database;

/// <summary>A lab that moves from its SQLite file to a PostgreSQL server.</summary>
public sealed class RecordMoveTests
{
    [Fact]
    public async Task every_row_is_there_afterwards_and_new_ones_get_new_numbers()
    {
        var connection = await PostgresServer.NewDatabase(migrated: false);
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.TrainToTheEnd("s");
        var (tables, rows) = await RecordMove.Run(lab.Directories.Database, connection, CancellationToken.None);

        await using var there = Open(connection);
        Assert.Equal(there.Model.GetRelationalModel().Tables.Count(), tables);
        var counts = await lab.Database.Read(async db => (await db.Phases.CountAsync(), await db.Ticks.CountAsync(),
            await db.Checkpoints.CountAsync(), await db.Events.MaxAsync(e => e.Id)));
        Assert.True(counts.Item2 > 0 && rows > counts.Item1 + counts.Item2 + counts.Item3);
        Assert.Equal(counts, (await there.Phases.CountAsync(), await there.Ticks.CountAsync(),
            await there.Checkpoints.CountAsync(), await there.Events.MaxAsync(e => e.Id)));
        Assert.Equal(
            await lab.Database.Read(db => db.Sweeps.Select(s => s.Varied).SingleAsync()),
            await there.Sweeps.Select(s => s.Varied).SingleAsync());

        there.Note(DateTimeOffset.UnixEpoch, "test", "after", "A row of its own.");
        await there.SaveChangesAsync();
        Assert.Equal(counts.Item4 + 1, await there.Events.MaxAsync(e => e.Id));
    }

    [Fact]
    public async Task a_database_that_has_a_lab_is_refused_and_left_as_it_was()
    {
        var connection = await PostgresServer.NewDatabase(migrated: true);
        await using var lab = await TestLab.Start();
        await using (var there = Open(connection))
        {
            there.Note(DateTimeOffset.UnixEpoch, "test", "before", "Another lab's.");
            await there.SaveChangesAsync();
        }
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            RecordMove.Run(lab.Directories.Database, connection, CancellationToken.None));
        Assert.Matches("^The PostgreSQL database lab[0-9]+ at .+ has a lab already \\(rows in events\\); name an empty one\\.$",
            refusal.Message);
        await using var after = Open(connection);
        Assert.Equal("before", (await after.Events.SingleAsync()).Subject);
    }

    [Fact]
    public async Task a_row_that_the_server_does_not_take_leaves_nothing_there()
    {
        var connection = await PostgresServer.NewDatabase(migrated: false);
        await using var lab = await TestLab.Start();
        await lab.Database.Write(db =>
        {
            db.Note(DateTimeOffset.UnixEpoch, "test", "nul", "A character\0that PostgreSQL has not.");
            return Task.CompletedTask;
        });
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            RecordMove.Run(lab.Directories.Database, connection, CancellationToken.None));
        Assert.StartsWith("The lab database can't be copied to ", refusal.Message, StringComparison.Ordinal);
        await using var there = Open(connection);
        Assert.Equal((0, 0), (await there.Events.CountAsync(), await there.Datasets.CountAsync()));
    }

    private static PostgresLabDbContext Open(string connection) =>
        new(new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql(connection).Options);
}
