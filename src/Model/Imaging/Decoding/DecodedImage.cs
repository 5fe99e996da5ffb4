using NetVips;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>An image's pixels in libvips' memory, to be disposed after use.</summary>
public sealed unsafe class DecodedImage : IDisposable
{
    private nint pixels;

    /// <summary>Decodes all pixels of an 8-bit image.</summary>
    /// <exception cref="VipsException">The file is damaged.</exception>
    internal DecodedImage(Image image)
    {
        Width = image.Width;
        Height = image.Height;
        Channels = image.Bands;
        pixels = image.WriteToMemory(out _);
    }

    ~DecodedImage() => Free();

    public int Width { get; }

    public int Height { get; }

    /// <summary>1 (grey), 3 (RGB) or 4 (RGB and alpha, not premultiplied).</summary>
    public int Channels { get; }

    /// <summary>What was wrong with the file although it decoded whole; null: nothing.</summary>
    public string? Warning { get; internal set; }

    /// <summary>[Height,Width,Channels], valid until it is disposed.</summary>
    public Span<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(pixels == 0, this);
            return new Span<byte>((void*)pixels, checked(Width * Height * Channels));
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Interlocked.Exchange(ref pixels, 0) is not 0 and var owned)
            NetVips.NetVips.Free(owned);
    }
}
