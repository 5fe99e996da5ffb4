namespace Orleans.Configuration;

/// <summary>Who a silo is.</summary>
public class SiloOptions
{
    /// <summary>The silo's name, unique in its cluster; one is made up where none is set.</summary>
    public string SiloName { get; set; } = null!;
}
