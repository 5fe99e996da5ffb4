using System.Diagnostics;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Verbs;

/// <summary>How far a copy is, in one line that moves; nothing where nobody watches.</summary>
internal sealed class CopyLine(TextWriter error) : IProgress<(long Done, long Total)>
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly bool isWatched = error == Console.Error && !Console.IsErrorRedirected;
    private readonly Stopwatch sinceLast = new();
    private int width;

    public void Report((long Done, long Total) value)
    {
        if (!isWatched || (sinceLast.IsRunning && sinceLast.Elapsed < Between))
            return;
        sinceLast.Restart();
        var text = $"{Readable.Bytes(value.Done)} of {Readable.Bytes(value.Total)}";
        error.Write($"\r{text.PadRight(width)}");
        width = text.Length;
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (width > 0)
            error.Write($"\r{new string(' ', width)}\r");
    }
}
