using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>Keeps log lines, each with its scopes in front.</summary>
internal sealed class LogCapture : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() => Lines.Clear();

    private sealed class Logger(LogCapture owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => owner.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var line = "";
            owner.scopes.ForEachScope<object?>((scope, _) => line += $"[{scope}] ", null);
            owner.Lines.Enqueue($"{line}{logLevel}: {formatter(state, exception)} {exception}");
        }
    }
}
