namespace Orleans.Runtime;

/// <summary>One callback of a timer, waiting for its turn.</summary>
internal sealed class TimerTick(GrainTimer timer, bool interleave, bool keepAlive) : ActivationRequest
{
    public override bool IsAlwaysInterleave => interleave;

    public override bool IsKeepAlive => keepAlive;

    public override bool IsLocal => true;

    public override Task RunAsync(Activation activation) => timer.RunAsync();

    /// <summary>Nobody waits for a tick.</summary>
    public override void Reject(Exception exception)
    {
    }
}
