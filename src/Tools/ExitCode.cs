namespace PgGanLab.Tools;

/// <summary>What a verb's process ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It failed; one sentence stands on the error writer.</summary>
    public const int Failed = 1;

    /// <summary>Ctrl-C or SIGTERM came before it was done.</summary>
    public const int Interrupted = 130;
}
