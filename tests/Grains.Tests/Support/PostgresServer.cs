using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PgGanLab.Grains.Database;
using PgGanLab.Silo.Hosting;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// A PostgreSQL server of the tests' own, on a free loopback port in a temporary directory, started when a test
/// first asks for it. Where PostgreSQL is not installed, those tests are skipped. It refuses to run as root: then it
/// runs as the user postgres.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly string Binaries =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order().LastOrDefault("") + "/bin"
            : "";

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartMigrated);

    private readonly string directory = Path.Combine(Path.GetTempPath(), $"pgganlab-pg-{Guid.NewGuid():N}");
    private int port;
    private int databases;

    /// <summary>A connection string to a new database.</summary>
    /// <param name="migrated">Whether it has the lab's tables already.</param>
    /// <param name="folder">Where its files lie; with the server's others without it.</param>
    public static async Task<string> NewDatabase(bool migrated, string? folder = null)
    {
        Assert.SkipUnless(File.Exists($"{Binaries}/initdb"),
            "PostgreSQL is not installed (Debian: apt-get install postgresql); its tests are skipped.");
        var server = await Shared.Value;
        var name = $"lab{Interlocked.Increment(ref server.databases)}";
        if (folder is not null)
        {
            if (Environment.IsPrivilegedProcess)
                Run("chown", "postgres", folder);
            await server.Execute($"CREATE TABLESPACE {name} LOCATION '{folder}'");
        }
        await server.Execute($"CREATE DATABASE {name} TEMPLATE {(migrated ? "migrated" : "template0")}"
            + (folder is null ? "" : $" TABLESPACE {name}"));
        return server.ConnectionString(name);
    }

    /// <summary>Removes a database that lies in a folder of its own, and lets go of the folder.</summary>
    public static async Task Drop(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        var server = await Shared.Value;
        await server.Execute($"DROP DATABASE {name} WITH (FORCE)");
        await server.Execute($"DROP TABLESPACE {name}");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Shared.IsValueCreated)
            (await Shared.Value).Stop();
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "lab",
            Database = database,
            MaxPoolSize = 20
        }.ConnectionString;

    private static async Task<PostgresServer> StartMigrated()
    {
        var server = new PostgresServer().Start();
        await server.Execute("CREATE DATABASE migrated");
        await using var db = new PostgresLabDbContext(
            new DbContextOptionsBuilder<PostgresLabDbContext>()
                .UseNpgsql(server.ConnectionString("migrated") + ";Pooling=false").Options);
        await db.Migrate(CancellationToken.None);
        return server;
    }

    private PostgresServer Start()
    {
        Directory.CreateDirectory(directory);
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", directory);
        port = FreePort.Find();
        RunAsServer("initdb", "--pgdata", $"{directory}/data", "--username", "lab", "--auth", "trust", "--no-sync");
        RunAsServer(
            "pg_ctl", "--pgdata", $"{directory}/data", "--wait", "--log", $"{directory}/log", "--options",
            $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={directory} -c fsync=off "
            + "-c max_connections=500",                                         // each lab of the tests keeps its pool
            "start");
        return this;
    }

    private void Stop()
    {
        NpgsqlConnection.ClearAllPools();
        RunAsServer("pg_ctl", "--pgdata", $"{directory}/data", "--wait", "--mode", "immediate", "stop");
        Directory.Delete(directory, recursive: true);
    }

    private static void RunAsServer(string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess)
            Run("runuser", ["-u", "postgres", "--", $"{Binaries}/{program}", .. arguments]);
        else
            Run($"{Binaries}/{program}", arguments);
    }

    /// <summary>Output goes nowhere: the server would keep a pipe open for as long as it lives.</summary>
    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh",
            ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments])
        { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with code {process.ExitCode}.");
    }
}
