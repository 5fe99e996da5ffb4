using Microsoft.Data.Sqlite;
using PgGanLab.Chaos.History;

namespace PgGanLab.Chaos.Faults;

/// <summary>A lab's database from outside: what faults have to know of it, and what they do to it.</summary>
internal sealed class LabRecord(HistoryRecorder recorder)
{
    /// <summary>Whom a stolen lease is given to.</summary>
    private const string Nobody = "nowhere/cpu:0";

    /// <summary>Phases that are being trained.</summary>
    /// <param name="host">By this host's workers; null for all.</param>
    public IReadOnlyList<string> Training(string? host = null) => [.. Query(
        "SELECT key FROM phases WHERE status = 'Queued' AND lease_worker LIKE $host || '%'",
        ("$host", host is null ? "" : host + "/")).Select(row => (string)row[0])];

    /// <summary>
    /// The checkpoint with which some worker goes on after a restart: the newest of a phase that is trained, or its
    /// parent's end; null at the very beginning of a run.
    /// </summary>
    public string? NextRead()
    {
        const string good = "c.path NOT IN (SELECT path FROM damaged_files)";
        const string trained = "p.status = 'Queued' AND p.lease_worker IS NOT NULL";
        return Query($"SELECT c.path FROM phases p JOIN checkpoints c ON c.phase = p.key WHERE {trained} AND {good} "
                + "ORDER BY c.nimg DESC LIMIT 1")
            .Concat(Query($"SELECT c.path FROM phases p JOIN checkpoints c ON c.phase = p.parent AND c.final = 1 "
                + $"WHERE {trained} AND {good} AND p.key NOT IN (SELECT phase FROM checkpoints) LIMIT 1"))
            .Select(row => (string)row[0]).FirstOrDefault();
    }

    /// <summary>What the log book says of one kind of event.</summary>
    public IEnumerable<string> Events(string kind) =>
        Query("SELECT text FROM events WHERE kind = $kind ORDER BY id", ("$kind", kind)).Select(row => (string)row[0]);

    /// <summary>What the lab said of a damaged file; null while it has not seen it.</summary>
    public string? Damage(string path) => Query(
        "SELECT text FROM events WHERE kind = 'checkpoint-damaged' AND text LIKE $path || '%'", ("$path", path))
        .Select(row => (string)row[0]).FirstOrDefault();

    /// <summary>
    /// Gives a phase that is trained to a worker that there is not, which is not heard of any more: as if another host
    /// had taken it over and died.
    /// </summary>
    /// <returns>The phase and its true holder's token; null where nothing is trained.</returns>
    public StolenLease? StealLease()
    {
        using var connection = recorder.Open();
        using var transaction = connection.BeginTransaction();
        var taken = Query(connection, "UPDATE phases SET lease_worker = NULL, lease_incarnation = NULL, "
            + "lease_expires_at = NULL WHERE key = (SELECT key FROM phases WHERE status = 'Queued' AND "
            + "lease_worker IS NOT NULL ORDER BY nimg - start DESC LIMIT 1) RETURNING key, last_token")
            .Select(row => ((string)row[0], (long)row[1])).ToArray();
        if (taken is not [var (phase, token)])
            return null;
        Query(connection, "UPDATE phases SET lease_worker = $worker, last_token = last_token + 1, lease_expires_at = "
            + "CAST(unixepoch('subsec') * 1000 AS INTEGER) - 1 WHERE key = $key", ("$key", phase), ("$worker", Nobody));
        transaction.Commit();
        return new StolenLease(phase, token);
    }

    /// <summary>The greatest token that a phase gave out.</summary>
    public long LastToken(string phase) =>
        (long)Query("SELECT last_token FROM phases WHERE key = $key", ("$key", phase))[0][0];

    /// <summary>Holds the write lock.</summary>
    /// <returns>How many changes came on record meanwhile.</returns>
    public async Task<long> Lock(TimeSpan lasts)
    {
        using var connection = recorder.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var before = recorder.Count();
        await Task.Delay(lasts);
        return recorder.Count() - before;
    }

    private List<object[]> Query(string sql, params (string Name, string Value)[] parameters)
    {
        using var connection = recorder.Open();
        return Query(connection, sql, parameters);
    }

    private static List<object[]> Query(
        SqliteConnection connection, string sql, params (string Name, string Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}

/// <summary>A lease that somebody believes to hold.</summary>
/// <param name="Phase">Key of the phase.</param>
/// <param name="Token">Of its true holder.</param>
internal sealed record StolenLease(string Phase, long Token);
