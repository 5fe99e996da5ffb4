namespace PgGanLab.Model.Data;

/// <summary>A dataset's files are missing or not what was stored. The message names the file and what is wrong with it.</summary>
public sealed class DatasetDamagedException : Exception
{
    public DatasetDamagedException() { }

    public DatasetDamagedException(string message) : base(message) { }

    public DatasetDamagedException(string message, Exception innerException) : base(message, innerException) { }
}
