using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;

namespace PgGanLab.Grains.Hosting;

/// <summary>
/// Lets grains throw what every process of the lab knows: .NET's, Orleans' and the lab's own exceptions. Those of a
/// library, a database provider's say, stay where they are thrown, in the log; callers get its sentence.
/// </summary>
internal sealed class SpokenExceptions(ILogger<SpokenExceptions> logger) : IIncomingGrainCallFilter
{
    private static readonly string[] Known = ["System", "Orleans", "PgGanLab"];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception e) when (!IsSpoken(e))
        {
            logger.LogError(e, "{Grain}.{Method} failed.", context.TargetId, context.MethodName);
            throw Spoken(e);
        }
    }

    /// <summary>The lab's own keeps its type and its sentence, without what is behind it.</summary>
    internal static Exception Spoken(Exception exception) =>
        IsKnown(exception) && Activator.CreateInstance(exception.GetType(), exception.Message) is Exception same
            ? same
            : new GrainFailedException(exception.Message);

    /// <summary>Whether all of it, its causes included, can travel.</summary>
    internal static bool IsSpoken(Exception exception) =>
        IsKnown(exception) && (exception as AggregateException)?.InnerExceptions.All(IsSpoken) != false
        && (exception.InnerException is not { } cause || IsSpoken(cause));

    private static bool IsKnown(Exception exception) =>
        exception.GetType().Namespace is { } place && Array.Exists(Known, known =>
            place.StartsWith(known, StringComparison.Ordinal)
            && (place.Length == known.Length || place[known.Length] == '.'));
}
