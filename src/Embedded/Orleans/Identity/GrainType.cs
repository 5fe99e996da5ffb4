using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The name of a grain class inside grain ids, for example <c>worker</c> for <c>WorkerGrain</c>.</summary>
public readonly struct GrainType : IEquatable<GrainType>
{
    private readonly IdSpan _value;

    private GrainType(IdSpan value) => _value = value;

    /// <summary>Whether this is no type at all.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>Makes a grain type of its name.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    public bool Equals(GrainType other) => _value.Equals(other._value);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainType other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();

    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
