using System.Collections.Concurrent;

namespace PgGanLab.OrleansConformance.Support;

/// <summary>Gates by name, through which tests hold grains inside a call for as long as they need.</summary>
public sealed class Gates
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new();

    public Gate this[string name] => _gates.GetOrAdd(name, _ => new Gate());
}
