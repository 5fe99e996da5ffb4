using System.Globalization;
using PgGanLab.Growth;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace PgGanLab.Silo.Logging;

/// <summary>
/// A line for who looks at the console: the time, how bad it is, what happened and why. Stack traces are in the file.
/// </summary>
internal sealed class ConsoleLine : ITextFormatter
{
    /// <summary>Words as they are, without quotes.</summary>
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var level = logEvent.Level switch
        {
            LogEventLevel.Warning => "WRN",
            LogEventLevel.Error => "ERR",
            LogEventLevel.Fatal => "FTL",
            _ => "INF",
        };
        var time = logEvent.Timestamp.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, text);
        var why = logEvent.Exception is { } failure ? Readable.Clause(failure.Message.ReplaceLineEndings(" ")) : "";
        output.WriteLine(text.ToString().Contains(why, StringComparison.Ordinal)
            ? $"[{time} {level}] {text}"
            : $"[{time} {level}] {text} ({why}.)");
    }
}
