namespace Orleans.Runtime;

/// <summary>One sequence that a caller pulls.</summary>
internal abstract class ActivationEnumeration : IAsyncDisposable
{
    private bool _wasSeen = true;

    protected bool IsBusy { get; set; }

    /// <summary>Whether nobody pulled since the last time this was asked.</summary>
    public bool IsExpired()
    {
        var isExpired = !_wasSeen && !IsBusy;
        _wasSeen = false;
        return isExpired;
    }

    public abstract ValueTask DisposeAsync();

    protected void Touch() => _wasSeen = true;
}
