namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>An image file can't be used. The message is the reason without the file's name: <c>it is cut off</c>.</summary>
public sealed class BadImageException : Exception
{
    public BadImageException() { }

    public BadImageException(string message) : base(message) { }

    public BadImageException(string message, Exception innerException) : base(message, innerException) { }
}
