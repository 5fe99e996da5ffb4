namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// Descriptors of real images, kept between measurements for all trainers of the process, up to a limit of memory; the
/// least recently used go first.
/// </summary>
/// <param name="limit">Bytes.</param>
public sealed class RealDescriptorCache(long limit)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Entry> entries = [];

    /// <summary>The lab's one cache.</summary>
    public static RealDescriptorCache Shared { get; } = new(limit: 512L << 20);

    /// <summary>Bytes held.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
                return entries.Sum(e => e.Descriptors.Bytes);
        }
    }

    /// <summary>Uses the descriptors of a key, made first where they are not there.</summary>
    /// <param name="key">What decides them.</param>
    /// <param name="make">Makes them.</param>
    /// <param name="use">They are valid until it returns.</param>
    public double Use(RealDescriptorKey key, Func<PatchDescriptors> make, Func<PatchDescriptors, double> use)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(use);
        var entry = Take(key) ?? Add(key, make());
        try
        {
            return use(entry.Descriptors);
        }
        finally
        {
            Release(entry);
        }
    }

    private Entry? Take(RealDescriptorKey key)
    {
        lock (gate)
        {
            var entry = entries.FirstOrDefault(e => e.Key == key);
            if (entry is null)
                return null;
            entries.Remove(entry);
            entries.AddFirst(entry);
            entry.Users++;
            return entry;
        }
    }

    private Entry Add(RealDescriptorKey key, PatchDescriptors descriptors)
    {
        var entry = new Entry(key, descriptors) { Users = 1 };
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
            while (entries.Sum(e => e.Descriptors.Bytes) > limit
                && entries.LastOrDefault(e => e.Users == 0) is { } oldest)
            {
                entries.Remove(oldest);
                oldest.Descriptors.Dispose();
            }
        }
    }

    private sealed class Entry(RealDescriptorKey key, PatchDescriptors descriptors)
    {
        public RealDescriptorKey Key => key;

        public PatchDescriptors Descriptors => descriptors;

        public int Users { get; set; }
    }
}

/// <summary>What decides the descriptors of a dataset's images.</summary>
/// <param name="Dataset">Fingerprint.</param>
/// <param name="Resolution">Pixels of the images.</param>
/// <param name="Images">How many.</param>
/// <param name="Level">Pixels of the pyramid level.</param>
public sealed record RealDescriptorKey(string Dataset, int Resolution, int Images, int Level);
