using System.Runtime.CompilerServices;
using NetVips;

namespace PgGanLab.Model.Imaging;

/// <summary>Sets libvips up for this process; whoever uses NetVips calls <see cref="Start"/> first.</summary>
internal static class Vips
{
    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    /// <summary>
    /// One thread an image, as our readers run in parallel already, and no cache, as no image is read twice. What
    /// libvips warns of is in the exception that follows, so that nothing goes to the terminal.
    /// </summary>
    static Vips()
    {
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);
    }

    /// <summary>Does its work once in a process.</summary>
    public static void Start() => RuntimeHelpers.RunClassConstructor(typeof(Vips).TypeHandle);

    /// <summary>What libvips says went wrong, on one line; null where it says nothing.</summary>
    /// <remarks>
    /// libvips collects the words of all threads, so the first line alone is sure to belong to some failure.
    /// </remarks>
    public static string? Reason(VipsException e) =>
        e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ElementAtOrDefault(1);
}
