namespace Orleans.Configuration;

/// <summary>How a silo delivers calls.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How often a call is handed on from activations that end before they run it.</summary>
    public int MaxForwardCount { get; set; } = 2;
}
