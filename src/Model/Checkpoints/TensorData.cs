using System.Collections.Immutable;

namespace PgGanLab.Model.Checkpoints;

/// <summary>One tensor on its way into a file.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Shape">Lengths of the axes.</param>
/// <param name="Values">As many as the shape asks for, last axis fastest.</param>
public sealed record TensorData(string Name, ImmutableArray<long> Shape, ReadOnlyMemory<float> Values);
