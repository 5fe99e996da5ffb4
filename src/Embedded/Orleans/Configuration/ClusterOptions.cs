namespace Orleans.Configuration;

/// <summary>Which cluster a silo belongs to.</summary>
public class ClusterOptions
{
    public const string DefaultClusterId = "default";
    public const string DefaultServiceId = "default";
    internal const string DevelopmentClusterId = "dev";
    internal const string DevelopmentServiceId = "dev";

    /// <summary>The silos of one cluster id work together.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>The application, across its clusters and versions.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
