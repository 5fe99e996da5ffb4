namespace PgGanLab.Model.Checkpoints;

/// <summary>A checkpoint file is missing or not what was stored. The message names the file and what is wrong with it.</summary>
public sealed class CheckpointDamagedException : Exception
{
    public CheckpointDamagedException() { }

    public CheckpointDamagedException(string message) : base(message) { }

    public CheckpointDamagedException(string message, Exception innerException) : base(message, innerException) { }
}
