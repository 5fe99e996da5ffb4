namespace PgGanLab.Model.Metrics;

/// <summary>What is known of real images and takes long to find.</summary>
public interface IKeptReals : IDisposable
{
    /// <summary>Bytes that it takes.</summary>
    long Bytes { get; }
}

/// <summary>
/// What is known of real images, kept between measurements for all trainers of the process, up to a limit of memory; the
/// least recently used go first.
/// </summary>
/// <typeparam name="TKey">What decides it.</typeparam>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="limit">Bytes.</param>
public sealed class KeptReals<TKey, T>(long limit)
    where TKey : class
    where T : class, IKeptReals
{
    private const long UsualLimit = 512L << 20;

    private static readonly KeptReals<TKey, T> OfProcess = new(UsualLimit);

    private readonly Lock gate = new();
    private readonly LinkedList<Entry> entries = [];

#pragma warning disable CA1000 // one for each pair of types is what is meant
    /// <summary>The process' one.</summary>
    public static KeptReals<TKey, T> Shared => OfProcess;
#pragma warning restore CA1000

    /// <summary>Bytes held.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
                return entries.Sum(e => e.Value.Bytes);
        }
    }

    /// <summary>Uses what is kept under a key, made first where it is not there.</summary>
    /// <param name="key">What decides it.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="use">It is valid until this returns.</param>
    public TResult Use<TResult>(TKey key, Func<T> make, Func<T, TResult> use)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(use);
        var entry = Take(key) ?? Add(key, make());
        try
        {
            return use(entry.Value);
        }
        finally
        {
            Release(entry);
        }
    }

    private Entry? Take(TKey key)
    {
        lock (gate)
        {
            var entry = entries.FirstOrDefault(e => e.Key.Equals(key));
            if (entry is null)
                return null;
            entries.Remove(entry);
            entries.AddFirst(entry);
            entry.Users++;
            return entry;
        }
    }

    private Entry Add(TKey key, T value)
    {
        var entry = new Entry(key, value) { Users = 1 };
        lock (gate)
        {
            entries.AddFirst(entry);
            return entry;
        }
    }

    private void Release(Entry entry)
    {
        lock (gate)
        {
            entry.Users--;
            while (entries.Sum(e => e.Value.Bytes) > limit && entries.LastOrDefault(e => e.Users == 0) is { } oldest)
            {
                entries.Remove(oldest);
                oldest.Value.Dispose();
            }
        }
    }

    private sealed class Entry(TKey key, T value)
    {
        public TKey Key => key;

        public T Value => value;

        public int Users { get; set; }
    }
}
