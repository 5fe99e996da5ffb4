using System.Globalization;

namespace PgGanLab.Maintenance.Checks;

/// <summary>Which process listens on a port, as Linux tells it.</summary>
internal static class PortOwner
{
    /// <summary>The state of a socket that listens. Source: Linux, include/net/tcp_states.h.</summary>
    private const string Listens = "0A";

    /// <returns>Its name and number; null where this user may not see it.</returns>
    public static string? Of(int port)
    {
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(file =>
            File.ReadLines(file).Skip(1)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts[3] == Listens && Port(parts[1]) == port).Select(parts => $"socket:[{parts[9]}]")
            .ToHashSet(StringComparer.Ordinal);
        return Directory.GetDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit))
            .Where(folder => Has(folder, sockets)).Select(Name).FirstOrDefault();
    }

    private static int Port(string address) =>
        int.Parse(address.AsSpan(address.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber,
            CultureInfo.InvariantCulture);

    private static bool Has(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)      // ended, or another user's
        {
            return false;
        }
    }

    private static string? Name(string process)
    {
        try
        {
            return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
        }
        catch (IOException)
        {
            return null;
        }
    }
}
