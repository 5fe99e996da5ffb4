using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PgGanLab.Grains.Storage;

/// <summary>Lets <c>dotnet ef</c> compare the model with the SQLite migrations; it opens no database.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteLabDbContext>
{
    public SqliteLabDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLabDbContext>().UseSqlite("Data Source=:memory:").Options);
}
