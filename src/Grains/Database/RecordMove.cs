using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Database;

/// <summary>
/// Copies a lab database from its SQLite file to a PostgreSQL server: all tables in one transaction, which is committed
/// when every table there has the rows that it has here.
/// </summary>
public sealed class RecordMove : IAsyncDisposable
{
    /// <summary>The one table that has rows in a database without a lab.</summary>
    private const string About = "lab";

    private readonly SqliteConnection source;
    private readonly PostgresLabDbContext target;
    private readonly string place;

    private RecordMove(string file, PostgresLabDbContext target, string place)
    {
        this.target = target;
        this.place = place;
        source = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
    }

    /// <summary>Copies it. Nobody else may use the file meanwhile.</summary>
    /// <param name="file">The SQLite file, which stays as it is.</param>
    /// <param name="connection">Connection string of an empty database.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>How many tables and rows were copied.</returns>
    /// <exception cref="InvalidInputException">The database there is not empty or can't be used, or the file has another
    /// schema; no row was copied.</exception>
    public static async Task<(int Tables, long Rows)> Run(string file, string connection, CancellationToken stop)
    {
        if (RecordFile.Describe(file).Pending > 0)
            throw new InvalidInputException(
                $"The lab database {file} has an older schema; start the lab once with this version, then stop it.");
        var server = new NpgsqlConnectionStringBuilder(connection);
        var place = $"{server.Database} at {server.Host}:{server.Port}";
        await using var target = new PostgresLabDbContext(
            new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql(connection).Options);
        await target.Migrate(stop);
        await using var move = new RecordMove(file, target, place);
        try
        {
            return await move.Copy(stop);
        }
        catch (Exception e) when ((e as DbException ?? e.InnerException as DbException) is { } cause)
        {
            throw new InvalidInputException(
                $"The lab database can't be copied to {place}: {Readable.Clause(cause.Message)}.", e);
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<(int Tables, long Rows)> Copy(CancellationToken stop)
    {
        await source.OpenAsync(stop);
        await target.Database.OpenConnectionAsync(stop);
        await using var transaction = await target.Database.BeginTransactionAsync(IsolationLevel.Serializable, stop);
        var postgres = (NpgsqlConnection)target.Database.GetDbConnection();
        ITable[] tables = [.. Ordered(target.Model.GetRelationalModel().Tables)];
        await CheckEmpty(postgres, tables, stop);
        await Execute(postgres, $"DELETE FROM {Quoted(About)}", stop);
        foreach (var table in tables)
            await Copy(table, postgres, stop);
        var rows = 0L;
        foreach (var table in tables)
            rows += await Compare(table, postgres, stop);
        await transaction.CommitAsync(stop);
        return (tables.Length, rows);
    }

    /// <summary>Those first that others refer to.</summary>
    private static IEnumerable<ITable> Ordered(IEnumerable<ITable> tables)
    {
        var left = tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        while (left.Count > 0)
        {
            var next = left.First(table => table.ForeignKeyConstraints.All(
                key => key.PrincipalTable == table || !left.Contains(key.PrincipalTable)));
            left.Remove(next);
            yield return next;
        }
    }

    private async Task CheckEmpty(NpgsqlConnection postgres, ITable[] tables, CancellationToken stop)
    {
        foreach (var table in tables.Where(table => table.Name != About))
        {
            await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT 1 FROM {Quoted(table.Name)})", postgres);
            if ((bool)(await command.ExecuteScalarAsync(stop))!)
                throw new InvalidInputException(
                    $"The PostgreSQL database {place} has a lab already (rows in {table.Name}); name an empty one.");
        }
    }

    private async Task Copy(ITable table, NpgsqlConnection postgres, CancellationToken stop)
    {
        IColumn[] columns = [.. table.Columns];
        await using (var write = await postgres.BeginBinaryImportAsync(
            $"COPY {Quoted(table.Name)} ({Names(table)}) FROM STDIN (FORMAT BINARY)", stop))
        {
            await foreach (var read in Rows(source, table, stop))
            {
                await write.StartRowAsync(stop);
                for (var i = 0; i < columns.Length; i++)
                    if (read.IsDBNull(i))
                        await write.WriteNullAsync(stop);
                    else
                        await write.WriteAsync(Value(read.GetValue(i), columns[i]), columns[i].StoreType, stop);
            }
            await write.CompleteAsync(stop);
        }
        foreach (var column in columns.Where(column => column.StoreType is "bigint" or "integer"))
            await Execute(postgres,
                $"SELECT setval(s, (SELECT max({Quoted(column.Name)}) FROM {Quoted(table.Name)})) "
                + $"FROM pg_get_serial_sequence('{Quoted(table.Name)}', '{column.Name}') s WHERE s IS NOT NULL", stop);
    }

    /// <summary>What SQLite has, in the type that the column has there.</summary>
    private static object Value(object value, IColumn column) => column.StoreType switch
    {
        "boolean" => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0,
        "integer" => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        "bigint" => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        "double precision" => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <returns>How many rows the table has.</returns>
    private async Task<long> Compare(ITable table, NpgsqlConnection postgres, CancellationToken stop)
    {
        var here = await Digest(source, table, stop);
        var there = await Digest(postgres, table, stop);
        return here == there
            ? here.Rows
            : throw new InvalidInputException(
                $"Table {table.Name} has {Readable.Plural(there.Rows, "row")} in {place} and "
                + $"{Readable.Plural(here.Rows, "row")} here, or others; nothing was kept there.");
    }

    /// <summary>How many rows a table has, and a sum of their hashes, which their order does not change.</summary>
    private static async Task<(long Rows, ulong Sum)> Digest(DbConnection connection, ITable table, CancellationToken stop)
    {
        IColumn[] columns = [.. table.Columns];
        var (rows, sum) = (0L, 0UL);
        await foreach (var read in Rows(connection, table, stop))
        {
            var text = string.Join('\u001f', columns.Select((column, i) =>
                read.IsDBNull(i) ? "\u0000" : Text(Value(read.GetValue(i), column))));
            sum = unchecked(sum + BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
            rows++;
        }
        return (rows, sum);
    }

    private static string Text(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A reader, at each row of a table in turn.</summary>
    private static async IAsyncEnumerable<DbDataReader> Rows(
        DbConnection connection, ITable table, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Names(table)} FROM {Quoted(table.Name)}";
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            yield return reader;
    }

    private static async Task Execute(NpgsqlConnection postgres, string statement, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(statement, postgres);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static string Names(ITable table) => string.Join(", ", table.Columns.Select(column => Quoted(column.Name)));

    private static string Quoted(string name) => $"\"{name}\"";
}
