using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What the runtime tells the log.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(LogLevel.Warning, "One-way call failed: {Call}.")]
    public static partial void LogOneWayFailed(this ILogger logger, Exception exception, MethodCall call);

    [LoggerMessage(LogLevel.Error, "Activating {Grain} failed; all calls that wait for it fail, the next call tries again.")]
    public static partial void LogActivationFailed(this ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Error, "OnDeactivateAsync of {Grain} failed.")]
    public static partial void LogDeactivationFailed(this ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Error, "Disposing {Grain} failed.")]
    public static partial void LogDisposalFailed(this ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Warning, "A timer's callback of {Grain} failed; the timer goes on.")]
    public static partial void LogTimerFailed(this ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Error, "No observer {Observer} is registered any more; its caller will time out: {Call}.")]
    public static partial void LogObserverMissing(this ILogger logger, GrainId observer, MethodCall call);

    [LoggerMessage(LogLevel.Warning, "The object of observer {Observer} was garbage collected: {Call}.")]
    public static partial void LogObserverCollected(this ILogger logger, GrainId observer, MethodCall call);

    [LoggerMessage(LogLevel.Warning, "The sequence of {Method} could not be ended; its grain cleans it up later.")]
    public static partial void LogStopFailed(this ILogger logger, Exception exception, GrainMethod method);

    [LoggerMessage(LogLevel.Warning, "{Count} activations were not deactivated when the shutdown's time was over.")]
    public static partial void LogShutdownTimedOut(this ILogger logger, int count);
}
