using System.Collections.Immutable;

namespace PgGanLab.Growth.Scheduling;

/// <summary>
/// Whose turn it is: the running sweep with the highest priority; of several with the same, the one that has had the
/// least device time; of several with the same, the oldest. A phase that several sweeps want stands where the first of
/// them does, and its device time counts for all of them.
/// </summary>
/// <param name="sweeps">The running sweeps, oldest first: claims name them by their places.</param>
public sealed class FairShare(IEnumerable<SweepShare> sweeps)
{
    private readonly List<SweepShare> shares = [.. sweeps];

    /// <summary>What a sweep stands at now.</summary>
    public SweepShare this[int sweep] => shares[sweep];

    /// <summary>The turn of the first of the sweeps that want a phase.</summary>
    public Turn TurnOf(Claim claim) => claim.Sweeps.Min(sweep =>
        new Turn(shares[sweep].Priority, shares[sweep].Seconds, sweep));

    /// <summary>Device time was given, or taken back, for all sweeps of a claim.</summary>
    public void Charge(Claim claim, double seconds)
    {
        foreach (var sweep in claim.Sweeps)
            shares[sweep] = shares[sweep] with { Seconds = shares[sweep].Seconds + seconds };
    }

    /// <summary>
    /// One more sweep; it begins where the one stands that has had least, so that it neither waits for what the others
    /// had before it came nor has the lab for itself until it has had as much.
    /// </summary>
    /// <param name="priority">Its priority.</param>
    /// <param name="running">Places of the sweeps that run.</param>
    /// <returns>Its place.</returns>
    public int Join(int priority, IEnumerable<int> running)
    {
        shares.Add(new SweepShare(priority, Least(running.Select(sweep => shares[sweep]))));
        return shares.Count - 1;
    }

    /// <summary>Where a sweep begins that joins these.</summary>
    public static double Least(IEnumerable<SweepShare> running) =>
        running.Select(s => s.Seconds).DefaultIfEmpty(0).Min();
}

/// <summary>A running sweep's claim on the lab's devices.</summary>
/// <param name="Priority">The greater comes first.</param>
/// <param name="Seconds">
/// Device time that its phases had, and will have had when what trains now is done, counted from where it began.
/// </param>
public sealed record SweepShare(int Priority, double Seconds)
{
    /// <summary>For what is made again of sweeps that have ended: it comes after all that run.</summary>
    public static SweepShare Ended { get; } = new(int.MinValue, 0);
}

/// <summary>A sweep's place in the order: the lesser is first.</summary>
public readonly record struct Turn(int Priority, double Seconds, int Sweep) : IComparable<Turn>
{
    public int CompareTo(Turn other)
    {
        var order = other.Priority.CompareTo(Priority);
        order = order != 0 ? order : Seconds.CompareTo(other.Seconds);
        return order != 0 ? order : Sweep.CompareTo(other.Sweep);
    }

    public static bool operator <(Turn left, Turn right) => left.CompareTo(right) < 0;

    public static bool operator >(Turn left, Turn right) => left.CompareTo(right) > 0;

    public static bool operator <=(Turn left, Turn right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Turn left, Turn right) => left.CompareTo(right) >= 0;
}

/// <summary>The sweeps that want a phase.</summary>
public sealed class Claim : IEquatable<Claim>
{
    private readonly int hash;

    private Claim(ImmutableArray<int> sweeps)
    {
        Sweeps = sweeps;
        hash = sweeps.Aggregate(17, HashCode.Combine);
    }

    /// <summary>Their places among the running sweeps, ascending; at least one.</summary>
    public ImmutableArray<int> Sweeps { get; }

    /// <exception cref="ArgumentException">No sweep is named.</exception>
    public static Claim Of(params IEnumerable<int> sweeps)
    {
        ImmutableArray<int> places = [.. sweeps.Distinct().Order()];
        return places.IsEmpty
            ? throw new ArgumentException("A phase that no sweep wants is not to be trained.", nameof(sweeps))
            : new Claim(places);
    }

    public bool Equals(Claim? other) => other is not null && Sweeps.AsSpan().SequenceEqual(other.Sweeps.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Claim);

    public override int GetHashCode() => hash;

    public override string ToString() => string.Join('+', Sweeps);
}
