using System.Collections.Concurrent;

namespace PgGanLab.OrleansConformance.Support;

/// <summary>What happened, in order, by key; grains write, tests read.</summary>
public sealed class Journal
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _entries = new();

    public void Add(string key, string entry) => Of(key).Enqueue(entry);

    public string[] this[string key] => [.. Of(key)];

    private ConcurrentQueue<string> Of(string key) => _entries.GetOrAdd(key, _ => new ConcurrentQueue<string>());
}
