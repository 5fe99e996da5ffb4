namespace Orleans.Runtime;

/// <summary>Something that runs as turns of an activation: a call, a timer's tick, a step of an enumeration.</summary>
internal abstract class ActivationRequest
{
    /// <summary>Runs beside anything.</summary>
    public virtual bool IsAlwaysInterleave => false;

    /// <summary>Runs beside other read-only requests.</summary>
    public virtual bool IsReadOnly => false;

    /// <summary>Counts as a sign of life, so that the activation is not idle.</summary>
    public virtual bool IsKeepAlive => true;

    /// <summary>Belongs to this activation alone and ends with it.</summary>
    public virtual bool IsLocal => false;

    /// <summary>How often it was handed on from an activation that ended.</summary>
    public int Reroutes { get; set; }

    /// <summary>The values that flow with it.</summary>
    public virtual Dictionary<string, object>? RequestContextValues => null;

    /// <summary>Runs it; errors are for its sender, so none come out.</summary>
    public abstract Task RunAsync(Activation activation);

    /// <summary>It will not run; its sender is told why.</summary>
    public abstract void Reject(Exception exception);
}
