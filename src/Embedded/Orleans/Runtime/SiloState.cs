namespace Orleans.Runtime;

/// <summary>Whether the silo takes calls.</summary>
internal enum SiloState
{
    /// <summary>The host has not started it yet.</summary>
    Created,

    /// <summary>Calls are made.</summary>
    Running,

    /// <summary>The host has stopped it.</summary>
    Stopped,
}
