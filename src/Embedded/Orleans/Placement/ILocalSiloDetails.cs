namespace Orleans.Runtime;

/// <summary>The silo of this process.</summary>
public interface ILocalSiloDetails
{
    /// <summary>Its name, from <see cref="Configuration.SiloOptions.SiloName"/>.</summary>
    string Name { get; }

    /// <summary>Its cluster.</summary>
    string ClusterId { get; }

    /// <summary>The name of its host.</summary>
    string DnsHostName { get; }

    /// <summary>Its address.</summary>
    SiloAddress SiloAddress { get; }
}
