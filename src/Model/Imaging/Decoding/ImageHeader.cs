namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>Formats that can be read, told by a file's first bytes and never by its name.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Tiff,
    Gif,

    /// <summary>AVIF; HEIC has the same container, but its compression can't be decoded.</summary>
    Avif,
}

/// <summary>What a file says of its image before anything is decoded.</summary>
/// <param name="Format">Its format.</param>
/// <param name="Width">Pixels, turned upright.</param>
/// <param name="Height">Pixels, turned upright.</param>
/// <param name="Channels">What it decodes to: 1 (grey), 3 (RGB) or 4 (RGB and alpha).</param>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height, int Channels);

/// <summary>
/// An image file can't be used. The message is the reason without the file's name: <c>it is empty</c>.
/// </summary>
public sealed class BadImageException : Exception
{
    public BadImageException() { }

    public BadImageException(string message) : base(message) { }

    public BadImageException(string message, Exception innerException) : base(message, innerException) { }
}
