using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Training;

/// <summary>
/// A device has no memory for the smallest piece of some work: a share of a minibatch, an image that is drawn.
/// <see cref="Exception.Message"/> is one sentence.
/// </summary>
public sealed class DeviceMemoryException : Exception
{
    /// <summary>
    /// What libtorch says where memory ends: CUDA, its libraries, the CPU's allocator, the C++ library.
    /// </summary>
    private static readonly ImmutableArray<string> NoMemory =
        ["out of memory", "_ALLOC_FAILED", "can't allocate memory", "bad_alloc"];

    public DeviceMemoryException() { }

    public DeviceMemoryException(string message) : base(message) { }

    public DeviceMemoryException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Whether the device trained other phases then.</summary>
    public bool BesideOthers { get; init; }

    /// <summary>Whether a device without memory is behind a failure of libtorch.</summary>
    public static bool IsBehind(ExternalException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return NoMemory.Any(text => failure.Message.Contains(text, StringComparison.OrdinalIgnoreCase));
    }
}
