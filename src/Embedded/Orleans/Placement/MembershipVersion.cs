using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The version of a membership snapshot.</summary>
public readonly struct MembershipVersion(long version) : IEquatable<MembershipVersion>, IComparable<MembershipVersion>
{
    /// <summary>The number.</summary>
    public long Value { get; init; } = version;

    public bool Equals(MembershipVersion other) => Value == other.Value;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is MembershipVersion other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public int CompareTo(MembershipVersion other) => Value.CompareTo(other.Value);

    public static bool operator ==(MembershipVersion left, MembershipVersion right) => left.Value == right.Value;

    public static bool operator !=(MembershipVersion left, MembershipVersion right) => left.Value != right.Value;

    public static bool operator <(MembershipVersion left, MembershipVersion right) => left.Value < right.Value;

    public static bool operator >(MembershipVersion left, MembershipVersion right) => left.Value > right.Value;

    public static bool operator <=(MembershipVersion left, MembershipVersion right) => left.Value <= right.Value;

    public static bool operator >=(MembershipVersion left, MembershipVersion right) => left.Value >= right.Value;
}
