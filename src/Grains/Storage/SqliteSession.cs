using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PgGanLab.Grains.Storage;

/// <summary>What every SQLite connection is set to.</summary>
internal sealed class SqliteSession : DbConnectionInterceptor
{
    /// <summary>FULL: a commit that was acknowledged survives a power cut, which NORMAL does not promise in WAL mode. The time-out lets
    /// SQLite itself wait for the write lock, in small steps.</summary>
    private const string Settings = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
