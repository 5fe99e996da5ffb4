using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>
/// Work on images that don't depend on each other, some at a time. Where a device has no memory for a piece, it is done
/// in halves: that changes no result, so nothing of it is on record.
/// </summary>
internal static class HalvedPieces
{
    /// <summary>Does all of it.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="atOnce">Most of one piece.</param>
    /// <param name="piece">Does some: (place of the first, how many); it leaves nothing half-done where it
    /// fails.</param>
    /// <exception cref="DeviceMemoryException">There is no memory for a single one.</exception>
    public static void Run(int count, int atOnce, Action<int, int> piece)
    {
        var most = atOnce;
        for (var first = 0; first < count;)
        {
            var n = Math.Min(most, count - first);
            try
            {
                using var scope = NewDisposeScope();
                piece(first, n);
                first += n;
            }
            catch (ExternalException e) when (DeviceMemoryException.IsBehind(e))
            {
                if (n == 1)
                    throw new DeviceMemoryException(
                        "The device has no memory to draw or measure a single image beside what is trained.", e);
                most = n / 2;
            }
        }
    }
}
