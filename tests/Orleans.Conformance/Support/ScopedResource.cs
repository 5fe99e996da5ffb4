namespace PgGanLab.OrleansConformance.Support;

/// <summary>A scoped service that knows whether its scope has ended.</summary>
public sealed class ScopedResource : IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
