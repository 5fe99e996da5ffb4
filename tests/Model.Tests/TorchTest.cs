using TorchSharp;

namespace PgGanLab.Model.Tests;

/// <summary>A test that uses torch: one thread, and everything it makes is disposed with it.</summary>
public abstract class TorchTest : IDisposable
{
    private readonly DisposeScope scope;

    protected TorchTest()
    {
        torch.set_num_threads(1);
        scope = torch.NewDisposeScope();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Also disposes what a test keeps in fields.</summary>
    protected virtual void Dispose(bool disposing) => scope.Dispose();
}
