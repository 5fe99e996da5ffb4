using System.Data.Common;
using System.Text.RegularExpressions;
using Orleans.Runtime.Messaging;
using PgGanLab.Grains.Store;
using Serilog.Core;
using Serilog.Events;

namespace PgGanLab.Silo.Logging;

/// <summary>
/// While the database, another host, or what keeps the list of the cluster's members can't be reached, much fails,
/// again and again, for one reason: this says it once a minute, in one line without a stack trace. All else passes.
/// </summary>
/// <param name="lines">Takes what is let through.</param>
/// <param name="time">For the minute.</param>
internal sealed partial class OutageSink(ILogEventSink lines, TimeProvider time) : ILogEventSink, IDisposable
{
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>Orleans' own loops over the list of members.</summary>
    private const string Membership = "Orleans.Runtime.MembershipService.Membership";

    private static readonly MessageTemplate Template = new Serilog.Parsing.MessageTemplateParser().Parse("{Outage:l}");

    private readonly Lock door = new();
    private readonly Dictionary<string, DateTimeOffset> told = new(StringComparer.Ordinal);

    public void Emit(LogEvent logEvent)
    {
        if (Outage(logEvent) is not { } outage)
            lines.Emit(logEvent);
        else if (IsDue(outage.Kind))
            lines.Emit(new LogEvent(logEvent.Timestamp, LogEventLevel.Error, null, Template,
                [.. logEvent.Properties.Where(p => p.Key == "SourceContext")
                    .Select(p => new LogEventProperty(p.Key, p.Value)),
                    new LogEventProperty("Outage", new ScalarValue(outage.Sentence))]));
    }

    public void Dispose() => (lines as IDisposable)?.Dispose();

    private bool IsDue(string kind)
    {
        var now = time.GetUtcNow();
        lock (door)
        {
            if (told.TryGetValue(kind, out var last) && now >= last && now < last + Between)
                return false;
            told[kind] = now;
            return true;
        }
    }

    private static (string Kind, string Sentence)? Outage(LogEvent line)
    {
        if (line.Level < LogEventLevel.Warning)
            return null;
        if (line.Exception is { } failure && Away(failure) is { } sentence)
            return ("database", sentence);
        if (line.Exception is { } unsent && Unreached(unsent) is { } reason)
            return ($"host: {reason}", $"Another host of the cluster is not reached ({reason}); "
                + "what is to be told to it waits until it is, or until its work is elsewhere.");
        if (line.Properties.GetValueOrDefault("SourceContext") is not ScalarValue { Value: string source })
            return null;
        if (source == "Polly" && line.Exception is OrleansException unplaced)
            return ("placement", $"A grain finds no host now: {FirstLine(unplaced.Message)}");
        return line.Level >= LogEventLevel.Error && source.StartsWith(Membership, StringComparison.Ordinal)
            ? ("members", $"The list of the cluster's members can't be used: {FirstLine(line.RenderMessage())}")
            : null;
    }

    private static string? Away(Exception failure) =>
        failure is DatabaseAwayException ? failure.Message
        : failure is DbException { IsTransient: true } ? $"The lab's database does not answer: {failure.Message}"
        : failure.InnerException is { } cause ? Away(cause)
        : null;

    /// <summary>Why a message to another host could not be sent, without what is different each time.</summary>
    private static string? Unreached(Exception failure) =>
        failure is OrleansMessageRejectionException or SiloUnavailableException or ConnectionFailedException
            ? Reason().Match(FirstLine(failure.Message)) is { Success: true } reason
                ? $"{reason.Groups["what"].Value.Trim()} {reason.Groups["address"].Value}"
                : FirstLine(failure.Message)
        : failure.InnerException is { } cause ? Unreached(cause)
        : null;

    /// <summary>Orleans' addresses have the start of their process behind: <c>S10.0.0.7:11111:155099616</c>.</summary>
    [GeneratedRegex("(?<what>Unable to connect to) (endpoint )?S(?<address>[^ ]+:[0-9]+):[0-9]+")]
    private static partial Regex Reason();

    private static string FirstLine(string text) =>
        text.Split('\n', 2)[0].Replace("\"", "", StringComparison.Ordinal).TrimEnd();
}
