using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>One silo of the cluster.</summary>
public sealed class ClusterMember(SiloAddress siloAddress, SiloStatus status, string name) : IEquatable<ClusterMember>
{
    /// <summary>Its address.</summary>
    public SiloAddress SiloAddress { get; } = siloAddress;

    /// <summary>How it stands.</summary>
    public SiloStatus Status { get; } = status;

    /// <summary>Its name, from <see cref="Configuration.SiloOptions.SiloName"/>.</summary>
    public string Name { get; } = name;

    public bool Equals([NotNullWhen(true)] ClusterMember? other) =>
        other is not null && SiloAddress.Equals(other.SiloAddress) && Status == other.Status && Name == other.Name;

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ClusterMember);

    public override int GetHashCode() => SiloAddress.GetHashCode();

    public override string ToString() => $"{SiloAddress}/{Name}/{Status}";
}
