using TorchSharp;

namespace PgGanLab.Model.Numbers;

/// <summary>How many threads libtorch takes for an operation on the calling thread.</summary>
public static class TorchThreads
{
    /// <summary>
    /// Sets it for the calling thread alone. libtorch gives a thread, at its first operation, the number that any thread
    /// set last, whatever it set itself before: so this lets it begin first. Source: libtorch's
    /// <c>lazy_init_num_threads</c>.
    /// </summary>
    /// <param name="count">At least 1.</param>
    public static void Set(int count)
    {
        _ = torch.get_num_threads();
        torch.set_num_threads(count);
    }

    /// <summary>Our own loops take as many, so that a worker keeps to its cores.</summary>
    /// <param name="stop">Abandons the loop.</param>
    internal static ParallelOptions Loop(CancellationToken stop) =>
        new() { MaxDegreeOfParallelism = torch.get_num_threads(), CancellationToken = stop };
}
