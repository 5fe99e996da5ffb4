using TorchSharp;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// How many threads our own loops take: as many as torch's on the calling thread, so that a worker keeps to its cores.
/// </summary>
internal static class TorchThreads
{
    /// <param name="stop">Abandons the loop.</param>
    public static ParallelOptions Loop(CancellationToken stop) =>
        new() { MaxDegreeOfParallelism = torch.get_num_threads(), CancellationToken = stop };
}
