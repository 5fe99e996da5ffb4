using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PgGanLab.Grains.Database;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Tests.Database;

public sealed class MigrationTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task the_model_and_its_migrations_agree(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        Assert.False(await lab.Database.Read(db => Task.FromResult(db.Database.HasPendingModelChanges())));
    }

    /// <summary>To make a table anew, SQLite has to leave its transaction: a kill would leave half a migration.</summary>
    [Fact]
    public async Task every_migration_is_all_or_nothing()
    {
        await using var lab = await TestLab.Start();
        var script = await lab.Database.Read(db => Task.FromResult(db.GetService<IMigrator>().GenerateScript()));
        Assert.Contains("CREATE TABLE", script);
        Assert.DoesNotContain("PRAGMA foreign_keys", script);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_database_that_a_newer_version_wrote_is_refused(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Database.Write(db => db.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") "
            + "VALUES ('29990101000000_Future', '99')"));
        Assert.Contains("newer PgGanLab (migration 29990101000000_Future)",
            (await Assert.ThrowsAsync<InvalidInputException>(lab.Restart)).Message);
        await lab.Database.Write(db =>
            db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE \"ProductVersion\" = '99'"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_database_that_an_older_version_made_is_refused_and_left_as_it_was(DatabaseKind kind)
    {
        await using var old = await OldDatabase.Make(kind);
        var before = await old.Content();
        var message = (await Assert.ThrowsAsync<InvalidInputException>(old.Open)).Message;
        Assert.Contains("was made by an older PgGanLab", message);
        Assert.Contains("--data", message);
        Assert.Equal(before, await old.Content());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("2_First", null)]
    [InlineData("2_First 3_Second", null)]
    [InlineData("1_Initial", "older")]
    [InlineData("1_Initial 2_First", "newer")]
    [InlineData("2_First 4_Third", "newer")]
    [InlineData("3_Second", "older")]
    public void the_first_migration_tells_the_version(string applied, string? refusedAs)
    {
        var refusal = Record.Exception(() => LabSchema.Check(
            applied.Split(' ', StringSplitOptions.RemoveEmptyEntries), ["2_First", "3_Second"], "lab.db"));
        Assert.Equal(refusedAs is null, refusal is null);
        Assert.Contains(refusedAs is null ? "" : $"{refusedAs} PgGanLab", refusal?.Message ?? "");
    }

    [Fact]
    public async Task files_in_another_format_are_refused()
    {
        await using var lab = await TestLab.Start();
        await lab.Database.Write(db => db.Lab.ExecuteUpdateAsync(set => set.SetProperty(r => r.Value, "2")));
        Assert.Contains("format 2", (await Assert.ThrowsAsync<InvalidInputException>(lab.Restart)).Message);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_lab_opens_what_it_left(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Restart();
        Assert.Equal(TestLab.Shapes, Assert.Single(await lab.Catalog.GetDatasets()));
    }

    [Fact]
    public async Task a_process_killed_while_it_migrated_does_not_lock_out_the_next()
    {
        await using var lab = await TestLab.Start();
        await lab.Database.Write(async db =>
        {
            await db.Database.ExecuteSqlRawAsync(
                "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, "
                + "\"Timestamp\" TEXT NOT NULL)");
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        });
        await lab.Restart().WaitAsync(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task hosts_that_start_together_migrate_once()
    {
        var connection = await PostgresServer.NewDatabase(migrated: false);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var db = new PostgresLabDbContext(
                new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql(connection).Options);
            await db.Migrate(CancellationToken.None);
        })));
        await using var context = new PostgresLabDbContext(
            new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql(connection).Options);
        Assert.Equal(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync());
    }

    [Fact]
    public async Task a_file_that_is_no_database_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, new string('x', 5000));
            await using var db = new SqliteLabDbContext(
                new DbContextOptionsBuilder<SqliteLabDbContext>().UseSqlite($"Data Source={file}").Options);
            Assert.Contains(file,
                (await Assert.ThrowsAsync<InvalidInputException>(() => db.Migrate(CancellationToken.None))).Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task a_server_that_is_not_there_is_named_without_its_password()
    {
        await using var db = new PostgresLabDbContext(new DbContextOptionsBuilder<PostgresLabDbContext>()
            .UseNpgsql("Host=127.0.0.1;Port=1;Database=lab;Username=me;Password=secret").Options);
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => db.Migrate(CancellationToken.None));
        Assert.Contains("lab at 127.0.0.1:1", exception.Message);
        Assert.DoesNotContain("secret", exception.ToString());
    }
}
