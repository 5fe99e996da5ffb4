using System.Buffers.Binary;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>How a camera was held, as its JPEGs say (EXIF tag 0x0112): 1 upright, 2 to 8 mirrored or turned. Source: EXIF 2.3, 4.6.4 A.</summary>
internal static class ExifOrientation
{
    private const int Upright = 1;
    private const ushort Tag = 0x0112;
    private const byte StartOfScan = 0xDA;
    private const byte App1 = 0xE1;

    /// <summary>1 to 8; 1 where the file says nothing that can be read.</summary>
    public static int Of(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != StartOfScan;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
                return Upright;
            var segment = jpeg.Slice(at + 4, length - 2);
            if (jpeg[at + 1] == App1 && segment.StartsWith("Exif\0\0"u8))
                return OfTiff(segment[6..]);
            at += 2 + length;
        }
        return Upright;
    }

    /// <summary>Turns an image upright.</summary>
    /// <param name="image">As it is stored; disposed.</param>
    /// <param name="orientation">2 to 8.</param>
    public static DecodedImage Turn(DecodedImage image, int orientation)
    {
        using (image)
        {
            var turned = orientation >= 5 ? new DecodedImage(image.Height, image.Width, image.Channels) : new DecodedImage(image.Width, image.Height, image.Channels);
            var from = image.Pixels;
            var to = turned.Pixels;
            var channels = image.Channels;
            for (var y = 0; y < turned.Height; y++)
                for (var x = 0; x < turned.Width; x++)
                {
                    var (u, v) = orientation >= 5 ? (y, x) : (x, y);
                    if (orientation is 2 or 3 or 7 or 8)
                        u = image.Width - 1 - u;
                    if (orientation is 3 or 4 or 6 or 7)
                        v = image.Height - 1 - v;
                    from.Slice((v * image.Width + u) * channels, channels).CopyTo(to[((y * turned.Width + x) * channels)..]);
                }
            return turned;
        }
    }

    private static int OfTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
            return Upright;
        var little = tiff.StartsWith("II"u8);
        var first = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (first > tiff.Length - 2)
            return Upright;
        var entries = tiff[(int)first..];
        for (var i = 0; i < Short(entries, little) && 2 + (i + 1) * 12 <= entries.Length; i++)
        {
            var entry = entries.Slice(2 + i * 12, 12);
            if (Short(entry, little) == Tag && Short(entry[8..], little) is >= 1 and <= 8 and var orientation)
                return orientation;
        }
        return Upright;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
