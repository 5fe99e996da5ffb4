using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace PgGanLab.Silo.Logging;

/// <summary>
/// Writes the lab's log, one JSON object a line, to <c>lab-YYYYMMDD.log</c> (UTC days) in a directory. Lines are flushed at once: they
/// are there after a crash. A log that can't be written says so once on standard error and never stops the lab.
/// </summary>
[ProviderAlias("File")]
public sealed class FileLoggerProvider(string directory, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>People read it: letters and signs stay as they are.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();
    private StreamWriter? writer;
    private DateOnly day;
    private bool failed;
    private bool disposed;

    public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            writer?.Dispose();
        }
    }

    internal IDisposable Push<TState>(TState state) where TState : notnull => scopes.Push(state);

    internal void Write(LogLevel level, string category, string text, Exception? exception)
    {
        var now = time.GetUtcNow();
        var line = new JsonObject
        {
            ["at"] = now.ToString("O"),
            ["level"] = level.ToString(),
            ["category"] = category,
            ["text"] = text,
        };
        scopes.ForEachScope(AddScope, line);
        if (exception is not null)
            line["exception"] = exception.ToString();
        Append(DateOnly.FromDateTime(now.UtcDateTime), line.ToJsonString(Json));
    }

    private static void AddScope(object? scope, JsonObject line)
    {
        foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object>> ?? [])
        {
            if (name != "{OriginalFormat}")
                line[name] = value?.ToString();
        }
    }

    private void Append(DateOnly today, string line)
    {
        lock (gate)
        {
            if (disposed)
                return;
            try
            {
                Today(today).WriteLine(line);
                failed = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!failed)
                    Console.Error.WriteLine($"The log in {directory} can't be written: {e.Message}");
                failed = true;
            }
        }
    }

    private StreamWriter Today(DateOnly today)
    {
        if (writer is not null && today == day)
            return writer;
        writer?.Dispose();
        var file = new FileStream(Path.Combine(directory, $"lab-{today:yyyyMMdd}.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        day = today;
        return writer = new StreamWriter(file) { AutoFlush = true };
    }
}
