using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Refuses a wrong configuration before the silo starts.</summary>
internal sealed class ConfigurationValidator(
    IOptions<ClusterOptions> cluster, IOptions<GrainCollectionOptions> collection, IOptions<SiloMessagingOptions> messaging)
{
    /// <exception cref="OrleansConfigurationException">An option is wrong.</exception>
    public void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(cluster.Value.ClusterId), "ClusterOptions.ClusterId must not be empty.");
        Require(!string.IsNullOrWhiteSpace(cluster.Value.ServiceId), "ClusterOptions.ServiceId must not be empty.");
        Require(messaging.Value.ResponseTimeout > TimeSpan.Zero, "SiloMessagingOptions.ResponseTimeout must be positive.");
        var quantum = collection.Value.CollectionQuantum;
        Require(quantum > TimeSpan.Zero, $"GrainCollectionOptions.CollectionQuantum is {quantum}; it must be positive.");
        RequireAge("CollectionAge", collection.Value.CollectionAge, quantum);
        foreach (var (name, age) in collection.Value.ClassSpecificCollectionAge) RequireAge($"ClassSpecificCollectionAge[{name}]", age, quantum);
    }

    private static void RequireAge(string name, TimeSpan age, TimeSpan quantum) =>
        Require(age > quantum, $"GrainCollectionOptions.{name} is {age}; it must be greater than CollectionQuantum, which is {quantum}.");

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new OrleansConfigurationException(message);
    }
}
