using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Store;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Grains.Tests.Database;

/// <summary>A PostgreSQL server that has no room, or is away.</summary>
public sealed class FailingServerTests
{
    [Fact]
    public async Task a_full_disk_of_the_server_is_named_and_writes_go_on_once_there_is_room()
    {
        using var disk = SmallDisk.TryMount(megabytes: 48);
        if (disk is null)
            Assert.Skip(SmallDisk.NeedsRoot);
        var server = await PostgresServer.NewDatabase(migrated: true, disk.Path);
        var database = Open(server);
        var rows = Enumerable.Range(0, 5_000)
            .Select(i => new LabRow { Name = $"row {i}", Value = new string('x', 500) }).ToArray();
        await database.Read(db => db.Lab.CountAsync());     // a server without room takes no new connection
        disk.Fill();

        var full = await Assert.ThrowsAsync<DiskFullException>(() => database.Write(db => db.Upsert(rows)));
        Assert.StartsWith(
            "The disk of the PostgreSQL server is full: 53100: could not extend file ", full.Message,
            StringComparison.Ordinal);
        Assert.EndsWith("; make room there.", full.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.Read(db => db.Lab.CountAsync(r => r.Name.StartsWith("row"))));
        Assert.Equal(full.Message, database.Full);

        disk.Empty();
        await database.Write(db => db.Upsert(rows));
        Assert.Null(database.Full);
        await using (var last = new NpgsqlConnection(server))
            NpgsqlConnection.ClearPool(last);
        await PostgresServer.Drop(server);
    }

    [Fact]
    public async Task a_server_that_is_away_is_named_by_its_address()
    {
        var database = Open("Host=127.0.0.1;Port=1;Username=lab;Database=lab;Timeout=5");
        const string sentence = "The lab's database lab at 127.0.0.1:1 does not answer: Failed to connect to 127.0.0.1:1; "
            + "the lab goes on once it does.";
        Assert.Equal(sentence,
            (await Assert.ThrowsAsync<DatabaseAwayException>(() => database.Read(db => db.Lab.CountAsync()))).Message);
        Assert.Equal(sentence,
            (await Assert.ThrowsAsync<DatabaseAwayException>(() => database.Write(db => db.Upsert([
                new LabRow { Name = "a", Value = "" }])))).Message);
    }

    /// <summary>
    /// A lab asks several times a second: its log tells that once a minute, and EF must not tell it each time.
    /// </summary>
    [Fact]
    public async Task a_server_that_is_away_is_told_by_who_asks_alone()
    {
        using var log = new LogCapture();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Lab"] = "Host=127.0.0.1;Port=1;Username=lab;Database=lab;Timeout=5",
        }).Build();
        await using var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log))
            .AddLabDatabase(LabDirectories.Of(Path.GetTempPath()), configuration).BuildServiceProvider();
        await Assert.ThrowsAsync<DatabaseAwayException>(() =>
            services.GetRequiredService<LabDatabase>().Read(db => db.Lab.CountAsync()));
        Assert.DoesNotContain(log.Lines, line => line.Contains("Error:", StringComparison.Ordinal)
            || line.Contains("Warning:", StringComparison.Ordinal));
    }

    private static LabDatabase Open(string server) => new(
        () => new PostgresLabDbContext(
            new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql(server).Options),
        PostgresLabDbContext.IsConflict);
}
