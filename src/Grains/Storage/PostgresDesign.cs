using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PgGanLab.Grains.Storage;

/// <summary>Lets <c>dotnet ef</c> compare the model with the PostgreSQL migrations; it opens no database.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresLabDbContext>
{
    public PostgresLabDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLabDbContext>().UseNpgsql("Host=localhost").Options);
}
