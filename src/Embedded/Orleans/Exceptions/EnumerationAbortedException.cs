namespace Orleans.Runtime;

/// <summary>The grain no longer has the enumerator: it was deactivated, or the enumerator stood idle for too long.</summary>
public sealed class EnumerationAbortedException : Exception
{
    public EnumerationAbortedException()
    {
    }

    public EnumerationAbortedException(string message) : base(message)
    {
    }

    public EnumerationAbortedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
