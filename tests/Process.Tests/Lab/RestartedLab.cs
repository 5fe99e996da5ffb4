namespace PgGanLab.Process.Tests.Lab;

/// <summary>A lab that is started again and again on one data directory, and ends with the test.</summary>
internal sealed class RestartedLab(string data) : IAsyncDisposable
{
    private LabUnderTest? now;

    /// <summary>The process that was started last.</summary>
    public LabUnderTest Now => now ?? throw new InvalidOperationException("Start the lab first.");

    /// <summary>Starts it (again); one that still runs is killed.</summary>
    public async Task Start()
    {
        await DisposeAsync();
        now = await LabUnderTest.Start(data);
    }

    public ValueTask DisposeAsync() => now?.DisposeAsync() ?? ValueTask.CompletedTask;
}
