using System.Collections.Immutable;

namespace PgGanLab.Silo.Workers;

/// <summary>What one worker of this host computes on: a device, or several that share each minibatch.</summary>
/// <param name="Name"><c>cpu:0</c>, <c>cuda:1</c>, <c>cuda:0+cuda:1</c>. Several cpu devices are several trainers
/// beside each other, not several processors.</param>
/// <param name="Description">What it is, for people: the model name of the CPU or GPU.</param>
public sealed record Device(string Name, string Description)
{
    /// <summary>
    /// Bytes that a trainer's tensors may take on it, on the smallest where it is several; null: no limit is known.
    /// </summary>
    public long? MemoryBytes { get; init; }

    /// <summary>TorchSharp's names of the devices; every CPU trainer runs on <c>cpu</c>.</summary>
    public ImmutableArray<string> TorchNames =>
        [.. Name.Split('+').Select(part => part.StartsWith("cuda:", StringComparison.Ordinal) ? part : "cpu")];
}
