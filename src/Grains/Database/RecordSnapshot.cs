using System.Collections.Immutable;
using System.Data;
using Microsoft.Data.Sqlite;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Grains.Database;

/// <summary>
/// The lab database of a data directory as it was at one moment, for a program beside the lab, which goes on writing
/// meanwhile. It knows the tables that every version since the first has, and reads them as they are.
/// </summary>
public sealed class RecordSnapshot : IDisposable
{
    /// <summary>How long a lab's longest write may hold up this reader, in seconds.</summary>
    private const int PatienceSeconds = 30;

    private readonly SqliteConnection reader;
    private readonly SqliteTransaction moment;

    private RecordSnapshot(SqliteConnection reader, SqliteTransaction moment)
    {
        this.reader = reader;
        this.moment = moment;
        LabId = Rows("SELECT value FROM lab WHERE name = 'lab-id'", row => row.GetString(0)).SingleOrDefault();
        Files = [
            .. Rows("SELECT path, bytes, sha256 FROM checkpoints ORDER BY path",
                row => new RecordedFile(row.GetString(0), row.GetInt64(1), row.GetString(2))),
            .. Rows("SELECT path FROM samples ORDER BY path", row => new RecordedFile(row.GetString(0), null, null)),
        ];
        Datasets = [
            .. Rows("SELECT name, fingerprint FROM datasets ORDER BY name",
                row => DatasetFacts.PathOf(row.GetString(0), row.GetString(1)))];
    }

    /// <summary>The lab's id, which its store has too; null where no version has given it one.</summary>
    public string? LabId { get; }

    /// <summary>Checkpoints and sample grids on record.</summary>
    public ImmutableArray<RecordedFile> Files { get; }

    /// <summary>Folders of the datasets on record, relative to the store directory.</summary>
    public ImmutableArray<string> Datasets { get; }

    /// <summary>Takes one.</summary>
    /// <param name="file">The SQLite file.</param>
    /// <param name="whileNothingChanges">
    /// Called while nobody can write to the record: what is on record then lies in the store, since a file is stored
    /// before it is noted, and leaves the record before it is deleted. The lab waits meanwhile: it must be short.
    /// </param>
    /// <exception cref="InvalidInputException">The file can't be used, or another version wrote it.</exception>
    public static RecordSnapshot Take(string file, Action<RecordSnapshot>? whileNothingChanges = null) =>
        RecordFile.Guard(file, () =>
        {
            RecordFile.CheckSchema(file);
            var reader = Open(file);
            try
            {
                using var writers = whileNothingChanges is null ? null : new WritersHeldUp(file);
                var moment = reader.BeginTransaction(IsolationLevel.Serializable, deferred: true);
                var snapshot = new RecordSnapshot(reader, moment);
                whileNothingChanges?.Invoke(snapshot);
                return snapshot;
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        });

    /// <summary>Writes the whole database of this moment to a new file, without a log beside it.</summary>
    /// <param name="file">Its path; its owner alone may read it.</param>
    public void CopyTo(string file) => RecordFile.Guard(file, () =>
    {
        RecordFile.CreatePrivate(file);
        using var copy = new SqliteConnection($"Data Source={file};Pooling=false");
        copy.Open();
        reader.BackupDatabase(copy);
        using var command = copy.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = DELETE";
        command.ExecuteNonQuery();
        return true;
    });

    public void Dispose()
    {
        moment.Dispose();
        reader.Dispose();
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = PatienceSeconds,
        }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private List<T> Rows<T>(string query, Func<SqliteDataReader, T> row)
    {
        using var command = reader.CreateCommand();
        command.Transaction = moment;
        command.CommandText = query;
        using var rows = command.ExecuteReader();
        var result = new List<T>();
        while (rows.Read())
            result.Add(row(rows));
        return result;
    }

    /// <summary>Holds SQLite's one place for a writer, and writes nothing.</summary>
    private sealed class WritersHeldUp : IDisposable
    {
        private readonly SqliteConnection connection;
        private readonly SqliteTransaction place;

        public WritersHeldUp(string file)
        {
            connection = Open(file);
            place = connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
        }

        public void Dispose()
        {
            place.Dispose();
            connection.Dispose();
        }
    }
}

/// <summary>A file of the store that is on record.</summary>
/// <param name="Path">Relative to the store directory.</param>
/// <param name="Bytes">Size; null where it is not on record.</param>
/// <param name="Sha256">Of its content, lower-case hex; null where it is not on record.</param>
public sealed record RecordedFile(string Path, long? Bytes, string? Sha256);
