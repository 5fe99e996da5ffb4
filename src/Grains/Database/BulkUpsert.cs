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
    /// <summary>
    /// Parameters in one statement. Both databases allow far more, but SQLite's provider looks each
    /// one up among all of them.
    /// </summary>
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
        IProperty[] columns = [.. entity.GetProperties()];
        var distinct = rows.Reverse()
            .DistinctBy(row => string.Join('\n', key.Select(p => p.GetGetter().GetClrValue(row)))).Reverse();
        foreach (var chunk in distinct.Chunk(MostParameters / columns.Length))
            await Execute(db, chunk, entity.GetTableName()!, columns, Conflict(key, columns, replace));
    }

    private static async Task Execute<TRow>(
        LabDbContext db, TRow[] rows, string table, IProperty[] columns, string conflict) where TRow : class
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var sql = new StringBuilder($"INSERT INTO {table} ({Names(columns)}) VALUES ");
        for (var i = 0; i < rows.Length; i++)
            sql.Append(i == 0 ? "(" : ", (").AppendJoin(", ", columns.Select(c => Parameter(command, c, rows[i])))
                .Append(')');
        command.CommandText = sql.Append(conflict).ToString();
        await command.ExecuteNonQueryAsync();
    }

    private static string Parameter(DbCommand command, IProperty column, object row)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        command.Parameters.Add(column.GetRelationalTypeMapping()
            .CreateParameter(command, name, column.GetGetter().GetClrValue(row), column.IsNullable));
        return name;
    }

    private static string Conflict(IReadOnlyList<IProperty> key, IProperty[] columns, bool replace)
    {
        var others = columns.Except(key).Select(c => $"\"{c.GetColumnName()}\" = excluded.\"{c.GetColumnName()}\"")
            .ToArray();
        var action = replace && others.Length > 0 ? $"UPDATE SET {string.Join(", ", others)}" : "NOTHING";
        return $" ON CONFLICT ({Names(key)}) DO {action}";
    }

    private static string Names(IEnumerable<IProperty> columns) =>
        string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""));
}
