using System.Globalization;
using PgGanLab.Grains.Database;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Checks;

/// <summary>Whether the lab database opens, is whole, and has a schema that this version knows.</summary>
internal sealed class RecordCheck() : Check("database")
{
    /// <summary>Bytes of a write-ahead log that nobody takes into the database any more.</summary>
    private const long LargeLog = 1_000_000_000;

    protected override string Mend => RecordServer.Connection is null
        ? "restore the last backup (./lab restore), or use the version that wrote it"
        : "is the server running, and the connection string in ConnectionStrings__Lab right?";

    protected override async Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        if (RecordServer.Connection is { } connection)
            return [await Server(connection, stop)];
        var file = lab.Directories.Database;
        if (!File.Exists(file))
            return [Ok($"{file} is not there yet; ./lab up makes it")];
        var state = RecordFile.Describe(file);
        if (RecordFile.FindDamage(file) is { } damage)
            return [Fail($"{file} is damaged: {Readable.Clause(damage)}", "restore the last backup (./lab restore)")];
        var log = new FileInfo($"{file}-wal") is { Exists: true } wal ? wal.Length : 0;
        var size = $"{Readable.Bytes(new FileInfo(file).Length)}, log {Readable.Bytes(log)}";
        var text = $"{file} is whole ({size}), {Schema(state)}";
        return [log > LargeLog
            ? Warn(text, "stop the lab and start it again: something keeps its oldest reader open")
            : Ok(text)];
    }

    private async Task<Finding> Server(string connection, CancellationToken stop)
    {
        var (place, state, answered) = await RecordServer.Describe(connection, stop);
        return Ok(string.Create(CultureInfo.InvariantCulture,
            $"PostgreSQL {place} answers in {answered.TotalMilliseconds:0.0} ms, {Schema(state)}"));
    }

    private static string Schema(RecordState state) => state.Applied == 0 ? "without a schema yet"
        : state.Pending == 0 ? $"schema {state.Last}"
        : $"schema {state.Last}, {Readable.Plural(state.Pending, "migration")} to come at the next start";
}
