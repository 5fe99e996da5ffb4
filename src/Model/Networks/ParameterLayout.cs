using System.Collections.Immutable;

namespace PgGanLab.Model.Networks;

/// <summary>Where each of a network's parameters lies in its one flat buffer.</summary>
public sealed class ParameterLayout
{
    public ParameterLayout(IEnumerable<ParameterSpec> specs)
    {
        Specs = [.. specs];
        var offset = 0L;
        Offsets = [.. Specs.Select(spec => (offset += spec.Count) - spec.Count)];
        Count = offset;
    }

    /// <summary>The parameters in the order of the buffer.</summary>
    public ImmutableArray<ParameterSpec> Specs { get; }

    /// <summary>Where each begins.</summary>
    public ImmutableArray<long> Offsets { get; }

    /// <summary>Numbers in all.</summary>
    public long Count { get; }
}
