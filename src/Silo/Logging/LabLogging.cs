using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace PgGanLab.Silo.Logging;

/// <summary>
/// The lab's log: <c>logs/lab-YYYYMMDD.log</c> in the data directory, one JSON object a line (Serilog's compact form),
/// flushed at once; 31 files of at most 32 MB are kept. Scopes are properties: a line of a grain's call has its
/// <c>Grain</c>, a line of training its <c>phase</c> and <c>worker</c>. Warnings and worse also go to the console.
/// </summary>
public static class LabLogging
{
    /// <summary>Files that are kept: days, or parts of days on which much was logged.</summary>
    internal const int KeptFiles = 31;

    /// <summary>Bytes of a file, after which the next one begins.</summary>
    internal const long FileBytes = 32_000_000;

    /// <summary>Libraries that tell too much for a lab's log; of these, warnings and worse are kept.</summary>
    private static readonly string[] Talkative = ["Microsoft", "Orleans", "Polly", "System.Net.Http"];

    /// <summary>Of these the console shows errors alone.</summary>
    private static readonly string[] ForTheFile = ["Orleans", "Polly", "Microsoft.AspNetCore.DataProtection"];

    private static int failures;

    /// <summary>
    /// Replaces the host's own logging. The level is that of the registered <see cref="LoggingLevelSwitch"/>, and can
    /// be changed while the lab runs.
    /// </summary>
    public static IHostApplicationBuilder AddLabLog(this IHostApplicationBuilder builder, LabDirectories directories)
    {
        var level = new LoggingLevelSwitch(LogEventLevel.Information);
        builder.Services.AddSingleton(level);
        builder.Services.AddSerilog(
            (services, log) => Configure(
                log, directories.Logs, level, services.GetService<TimeProvider>() ?? TimeProvider.System),
            preserveStaticLogger: true);
        SelfLog.Enable(SayOnce);
        return builder;
    }

    internal static LoggerConfiguration Configure(
        LoggerConfiguration log, string folder, LoggingLevelSwitch level, TimeProvider time)
    {
        log.MinimumLevel.ControlledBy(level).Enrich.FromLogContext();
        foreach (var library in Talkative)
            log.MinimumLevel.Override(library, LogEventLevel.Warning);
        return log.WriteTo.Sink(LoggerSinkConfiguration.Wrap(
            lines => new OutageSink(lines, time),
            sinks => sinks.File(new RenderedCompactJsonFormatter(), Path.Combine(folder, "lab-.log"),
                    rollingInterval: RollingInterval.Day, retainedFileCountLimit: KeptFiles,
                    fileSizeLimitBytes: FileBytes, rollOnFileSizeLimit: true)
                .WriteTo.Logger(console => console.Filter.ByExcluding(IsForTheFile)
                    .WriteTo.Console(new ConsoleLine(), LogEventLevel.Warning))));
    }

    /// <summary>
    /// Orleans' warnings on its own pace and its peers, that the keys of cookies lie in plain files (their folder is the
    /// owner's alone), and how a library tells that the lab refused to start, which says so itself in one sentence.
    /// </summary>
    private static bool IsForTheFile(LogEvent line) =>
        line.Properties.TryGetValue("SourceContext", out var source) && source is ScalarValue { Value: string name }
        && (ForTheFile.Any(quiet => name.StartsWith(quiet, StringComparison.Ordinal)) && line.Level < LogEventLevel.Error
            || line.Exception is InvalidInputException && Talkative.Any(t => name.StartsWith(t, StringComparison.Ordinal)));

    /// <summary>A log that can't be written, on a full disk, says so once and never stops the lab.</summary>
    private static void SayOnce(string failure)
    {
        if (Interlocked.Increment(ref failures) == 1)
            Console.Error.WriteLine($"The log can't be written: {failure}");
    }
}
