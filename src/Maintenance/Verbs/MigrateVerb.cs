using System.CommandLine;
using Npgsql;
using PgGanLab.Grains.Database;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosting;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance.Verbs;

/// <summary>
/// <c>lab migrate --to postgres://…</c>: a stopped lab's record from its SQLite file to a PostgreSQL server. The file
/// gets another name then, so that no lab goes on with it by mistake.
/// </summary>
internal sealed class MigrateVerb : DataVerb
{
    private const string Example = "postgres://ann@db.example:5432/lab";

    private readonly Option<string> to = new("--to")
    {
        Description = $"An empty database, such as {Example}; its password is in $PGPASSWORD or ~/.pgpass.",
        HelpName = "URL",
        Required = true,
    };

    public MigrateVerb() : base(
        "migrate", "Move a stopped lab's record to a PostgreSQL server; every row is compared.", hasStore: false) =>
        Options.Add(to);

    protected override async Task<int> Run(ParseResult arguments, CancellationToken stop)
    {
        var lab = Directories(arguments);
        var server = Server(arguments.GetRequiredValue(to));
        if (!File.Exists(lab.Database))
            throw new InvalidInputException($"No lab has its record in {lab.Data}; --data names its data directory.");
        using var taken = DataDirectoryLock.Take(lab);
        var (tables, rows) = await RecordMove.Run(lab.Database, server.ConnectionString, stop);
        var moved = $"{lab.Database}.moved";
        foreach (var part in (string[])["", "-wal", "-shm"])
            if (File.Exists(lab.Database + part))
                File.Move(lab.Database + part, moved + part, overwrite: true);
        var start = $"ConnectionStrings__Lab='{server.ConnectionString}' ./lab up --data {lab.Data}";
        Print(arguments, new { database = server.Database, host = server.Host, tables, rows, moved, start },
            $"{Readable.Plural(tables, "table")} with {Readable.Plural(rows, "row")} are in {server.Database} at "
            + $"{server.Host}:{server.Port}, all compared; the file is {moved} now. The store stays where it is. "
            + $"Start the lab with\n{start}\nand its password in PGPASSWORD or ~/.pgpass.");
        return ExitCode.Done;
    }

    /// <exception cref="InvalidInputException">It is no such address, or has a password.</exception>
    private static NpgsqlConnectionStringBuilder Server(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("postgres" or "postgresql")
            || url.Host.Length == 0 || url.AbsolutePath.Trim('/').Length == 0 || url.Query.Length > 0)
            throw new InvalidInputException($"--to is no address of a PostgreSQL database; one looks like {Example}.");
        if (url.UserInfo.Contains(':', StringComparison.Ordinal))
            throw new InvalidInputException(
                "The password must not stand in --to, where others see it; put it into $PGPASSWORD or ~/.pgpass.");
        var server = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.IsDefaultPort || url.Port < 0 ? NpgsqlConnection.DefaultPort : url.Port,
            Database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/')),
        };
        if (url.UserInfo.Length > 0)
            server.Username = Uri.UnescapeDataString(url.UserInfo);
        return server;
    }
}
