using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// Ends a process that was asked to stop and waits for what is away: Orleans takes minutes to leave a list of members
/// that does not answer, and then containers and systemd would kill it without a word.
/// </summary>
internal sealed partial class StopLimit(
    IHostApplicationLifetime lifetime, IOptions<HostOptions> options, TimeProvider time) : IHostedLifecycleService, IAsyncDisposable
{
    private ITimer? timer;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => timer = time.CreateTimer(
            _ => End(), null, options.Value.ShutdownTimeout, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void End()
    {
        Console.Error.WriteLine(
            $"This host was asked to stop, and waited {options.Value.ShutdownTimeout.TotalSeconds:0} s for what is "
            + "away; it ends now, and loses the work since its last snapshots.");
        Exit(1);
    }

    /// <summary>At once: trainers' threads are in the middle of libtorch, which no orderly end may unload.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
