using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace PgGanLab.Grains.Database;

/// <summary>
/// Many rows in few statements, in the SQL that SQLite and PostgreSQL share; rows with the key of a stored one
/// replace it or are left out.
/// </summary>
internal static class BulkUpsert
{
    /// <summary>Parameters in one statement; PostgreSQL allows far more.</summary>
    private const int MostParameters = 1000;

    /// <summary>
    /// Stores the rows, replacing those that are there; the last of equal keys in <paramref name="rows"/> counts.
    /// </summary>
    public static Task Upsert<TRow>(this LabDbContext db, IEnumerable<TRow> rows) where TRow : class =>
        Run(db, rows, replace: true);

    /// <summary>Stores the rows whose keys are not there yet.</summary>
    public static Task InsertMissing<TRow>(this LabDbContext db, IEnumerable<TRow> rows) where TRow : class =>
        Run(db, rows, replace: false);

    private static async Task Run<TRow>(LabDbContext db, IEnumerable<TRow> rows, bool replace) where TRow : class
    {
        var entity = db.Model.FindEntityType(typeof(TRow))
            ?? throw new ArgumentException($"{typeof(TRow).Name} is no table.", nameof(rows));
        var key = entity.FindPrimaryKey()!.Properties;
        var columns = entity.GetProperties().Select(p => new Column(p)).ToArray();
        var statement = new Statement(entity.GetTableName()!, columns, Conflict(key, columns, replace));
        if (db.RunsPrepared)
            await ExecuteEach(db, rows, statement);
        else
            foreach (var chunk in Distinct(rows, key).Chunk(MostParameters / columns.Length))
                await ExecuteTogether(db, chunk, statement);
    }

    /// <summary>One statement must not meet a row of its own; of equal keys the last counts.</summary>
    private static IEnumerable<TRow> Distinct<TRow>(IEnumerable<TRow> rows, IReadOnlyList<IProperty> key)
        where TRow : class => rows.Reverse()
        .DistinctBy(row => string.Join('\n', key.Select(p => p.GetGetter().GetClrValue(row)))).Reverse();

    /// <summary>One statement for many rows: each costs a round trip to the server.</summary>
    private static async Task ExecuteTogether<TRow>(LabDbContext db, TRow[] rows, Statement statement)
        where TRow : class
    {
        await using var command = Command(db);
        var sql = new StringBuilder(statement.Head);
        for (var i = 0; i < rows.Length; i++)
            sql.Append(i == 0 ? "(" : ", (").AppendJoin(", ", statement.Columns.Select(c => c.Add(command, rows[i])))
                .Append(')');
        command.CommandText = sql.Append(statement.Conflict).ToString();
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// One statement, prepared once, for each row: SQLite has no round trips, and its provider looks each parameter up
    /// among all of a statement.
    /// </summary>
    private static async Task ExecuteEach<TRow>(LabDbContext db, IEnumerable<TRow> rows, Statement statement)
        where TRow : class
    {
        await using var command = Command(db);
        foreach (var row in rows)
        {
            if (command.Parameters.Count > 0)
                for (var i = 0; i < statement.Columns.Length; i++)
                    command.Parameters[i].Value = statement.Columns[i].Stored(row);
            else
                command.CommandText = $"{statement.Head}("
                    + $"{string.Join(", ", statement.Columns.Select(c => c.Add(command, row)))}){statement.Conflict}";
            await command.ExecuteNonQueryAsync();
        }
    }

    private static DbCommand Command(LabDbContext db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static string Conflict(IReadOnlyList<IProperty> key, Column[] columns, bool replace)
    {
        var others = columns.Select(c => c.Property).Except(key)
            .Select(c => $"\"{c.GetColumnName()}\" = excluded.\"{c.GetColumnName()}\"").ToArray();
        var action = replace && others.Length > 0 ? $"UPDATE SET {string.Join(", ", others)}" : "NOTHING";
        return $" ON CONFLICT ({Names(key)}) DO {action}";
    }

    private static string Names(IEnumerable<IProperty> columns) =>
        string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""));

    /// <param name="Table">Its name.</param>
    /// <param name="Columns">What is stored.</param>
    /// <param name="Conflict">What becomes of rows whose keys are there.</param>
    private sealed record Statement(string Table, Column[] Columns, string Conflict)
    {
        public string Head { get; } = $"INSERT INTO {Table} ({Names(Columns.Select(c => c.Property))}) VALUES ";
    }

    private sealed class Column(IProperty property)
    {
        private readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();
        private readonly IClrPropertyGetter getter = property.GetGetter();

        public IProperty Property => property;

        /// <summary>A row's value as the database has it.</summary>
        public object Stored(object row) => getter.GetClrValue(row) is { } value
            ? mapping.Converter is { } converter ? converter.ConvertToProvider(value)! : value
            : DBNull.Value;

        /// <summary>Adds a parameter with a row's value.</summary>
        /// <returns>Its name.</returns>
        public string Add(DbCommand command, object row)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
            command.Parameters.Add(
                mapping.CreateParameter(command, name, getter.GetClrValue(row), property.IsNullable));
            return name;
        }
    }
}
