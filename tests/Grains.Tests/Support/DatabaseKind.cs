namespace PgGanLab.Grains.Tests.Support;

/// <summary>Where a test's lab database is.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
