using System.Text;

namespace PgGanLab.Cli.Files;

/// <summary>The files of a lab's log, a day or a part of one each, read while the lab writes them.</summary>
/// <param name="folder">Where they lie.</param>
internal sealed class LogFiles(string folder)
{
    private const int Block = 1 << 18;

    private string? file;
    private long read;

    /// <summary>The oldest first.</summary>
    private string[] Files => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "lab-*.log").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The last lines that are wanted, the newest last; null where there is no file.</summary>
    public IReadOnlyList<string>? Last(int most, Predicate<string> isWanted)
    {
        var files = Files;
        if (files.Length == 0)
            return null;
        var found = new List<string>();                                         // the newest first
        foreach (var path in Enumerable.Reverse(files))
        {
            using var stream = Open(path);
            var end = EndOfLines(stream);
            if (file is null)
                (file, read) = (path, end);
            foreach (var line in Backwards(stream, end))
                if (isWanted(line) && found.Count < most)
                    found.Add(line);
                else if (found.Count == most)
                    break;
            if (found.Count == most)
                break;
        }
        found.Reverse();
        return found;
    }

    /// <summary>What was written since; where a new file was begun, the rest of the old one first.</summary>
    public IReadOnlyList<string> More()
    {
        var lines = new List<string>();
        foreach (var path in Files.Where(f => string.CompareOrdinal(f, file) >= 0))
        {
            if (path != file)
                (file, read) = (path, 0);
            using var stream = Open(path);
            var end = EndOfLines(stream);
            if (end <= read)
                continue;
            lines.AddRange(Lines(Bytes(stream, read, end)));
            read = end;
        }
        return lines;
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Behind the last whole line: the lab may be writing one.</summary>
    private static long EndOfLines(FileStream stream)
    {
        for (var end = stream.Length; end > 0;)
        {
            var start = Math.Max(0, end - Block);
            var bytes = Bytes(stream, start, end);
            if (bytes.AsSpan().LastIndexOf((byte)'\n') is >= 0 and var at)
                return start + at + 1;
            end = start;
        }
        return 0;
    }

    /// <summary>The lines before a place, from the last one on.</summary>
    private static IEnumerable<string> Backwards(FileStream stream, long end)
    {
        while (end > 0)
        {
            var (start, first, bytes) = (end, 0, Array.Empty<byte>());
            while (start > 0 && first == 0)                 // a line may be longer than a block
            {
                start = Math.Max(0, start - Block);
                bytes = Bytes(stream, start, end);
                first = bytes.AsSpan(0, bytes.Length - 1).IndexOf((byte)'\n') + 1;
            }
            first = start == 0 ? 0 : first;
            foreach (var line in Enumerable.Reverse(Lines(bytes.AsSpan(first))))
                yield return line;
            end = start + first;
        }
    }

    private static string[] Lines(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static byte[] Bytes(FileStream stream, long start, long end)
    {
        var bytes = new byte[end - start];
        stream.Position = start;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
