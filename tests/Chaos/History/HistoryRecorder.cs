using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace PgGanLab.Chaos.History;

/// <summary>
/// Has a lab's database itself write down what becomes of its rows: triggers, which no code of the lab knows, add a
/// line for each change in the transaction that makes it. What a killed lab did not commit leaves no line.
/// </summary>
internal sealed class HistoryRecorder
{
    /// <summary>Table to the facts that its rows are.</summary>
    private static readonly ImmutableArray<(string Table, Func<string, HistoryFact> Read)> Tables =
    [
        ("phases", Read<PhaseFact>),
        ("checkpoints", Read<CheckpointFact>),
        ("damaged_files", Read<DamageFact>),
        ("samples", Read<SampleFact>),
        ("ticks", Read<TickFact>),
        ("swd", Read<SwdFact>),
        ("sweeps", Read<SweepFact>),
        ("sweep_phases", Read<ShareFact>),
        ("rung_results", row => Decision("rung_results", row, "rung", "experiment")),
        ("promotions", row => Decision("promotions", row, "rung", "point")),
        ("forks", row => Decision("forks", row, "rung", "experiment")),
        ("search_decisions", row => Decision("search_decisions", row, "number")),
        ("events", Read<EventFact>),
    ];

    private static readonly JsonSerializerOptions Columns =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly string database;

    /// <param name="data">The lab's data directory.</param>
    public HistoryRecorder(string data) =>
        database = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(data, "lab.db"),
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 60,
        }.ToString();

    /// <summary>Begins; the lab may run.</summary>
    public void Begin()
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        Execute(connection, "CREATE TABLE chaos_history (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, "
            + "change TEXT NOT NULL, source TEXT NOT NULL, fact TEXT NOT NULL)");
        foreach (var (table, _) in Tables)
        {
            Record(connection, table, "INSERT", "NEW", Change.Added);
            if (table == "events")
                continue;                                                       // old ones go, which says nothing
            Record(connection, table, "UPDATE", "NEW", Change.Changed);
            Record(connection, table, "DELETE", "OLD", Change.Removed);
        }
        transaction.Commit();
    }

    /// <summary>Opens the lab's database.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(database);
        connection.Open();
        return connection;
    }

    /// <summary>Changes on record so far.</summary>
    public long Count()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(id), 0) FROM chaos_history";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>What has happened so far.</summary>
    /// <param name="acknowledged">Sweeps that were accepted.</param>
    /// <param name="store">The lab's store, whose files are read; null to leave them out.</param>
    public LabHistory Read(IEnumerable<string> acknowledged, string? store = null)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT at, change, source, fact FROM chaos_history ORDER BY id";
        using var rows = command.ExecuteReader();
        var readers = Tables.ToDictionary(t => t.Table, t => t.Read);
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        while (rows.Read())
        {
            var fact = readers[rows.GetString(2)](rows.GetString(3));
            entries.Add(new HistoryEntry(rows.GetInt64(0), Enum.Parse<Change>(rows.GetString(1)), fact));
        }
        return new LabHistory(
            entries.ToImmutable(), [.. acknowledged],
            store is null ? ImmutableDictionary<string, string>.Empty : Hashes(store));
    }

    private static void Record(SqliteConnection connection, string table, string when, string row, Change change)
    {
        var columns = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            using var names = command.ExecuteReader();
            while (names.Read())
                columns.Add($"'{names.GetString(0)}', {row}.\"{names.GetString(0)}\"");
        }
        Execute(connection, $"CREATE TRIGGER chaos_{table}_{when} AFTER {when} ON {table} BEGIN "
            + "INSERT INTO chaos_history (at, change, source, fact) VALUES "
            + $"(CAST(unixepoch('subsec') * 1000 AS INTEGER), '{change}', '{table}', "
            + $"json_object({string.Join(", ", columns)})); END");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static T Read<T>(string row) where T : HistoryFact => JsonSerializer.Deserialize<T>(row, Columns)!;

    private static DecisionFact Decision(string table, string row, params string[] key)
    {
        var columns = JsonNode.Parse(row)!.AsObject();
        var sweep = (string)columns["sweep_id"]!;
        columns.Remove("sweep_id");
        columns.Remove("at");
        var number = (long?)columns["decision"];
        columns.Remove("decision");
        return new DecisionFact(
            sweep, $"{table} {string.Join(' ', key.Select(k => columns[k]))}", columns.ToJsonString(), number);
    }

    private static ImmutableDictionary<string, string> Hashes(string store) =>
        Directory.GetFiles(store, "*", SearchOption.AllDirectories).ToImmutableDictionary(
            file => Path.GetRelativePath(store, file), file =>
            {
                using var stream = File.OpenRead(file);
                return Convert.ToHexStringLower(SHA256.HashData(stream));
            });
}
