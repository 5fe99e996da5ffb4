using System.Buffers.Binary;
using NetVips;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>
/// Brings what files hold (profiles, CMYK, 16 bits a channel, grey with alpha) to 8-bit grey, sRGB, or sRGB with alpha.
/// </summary>
internal static class ImageColours
{
    private const string Profile = "icc-profile-data";

    /// <summary>What an image becomes: 1 (grey), 3 (RGB) or 4 (RGB and alpha).</summary>
    /// <exception cref="BadImageException">It has other channels, or numbers that are neither of 8
    /// nor of 16 bits.</exception>
    public static int ChannelsOf(Image image)
    {
        if (image.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort))
            throw new BadImageException("its channels have neither 8 nor 16 bits; convert it first");
        var ink = image.Interpretation == Enums.Interpretation.Cmyk;
        return image.Bands switch
        {
            1 => 1,
            2 => 4,
            3 => 3,
            4 => ink ? 3 : 4,
            5 when ink => 4,
            var bands => throw new BadImageException(
                $"it has {bands} channels; images have 1 (grey), 3 (RGB) or 4 (RGB and alpha)"),
        };
    }

    /// <summary>Converts an image, pixel by pixel as they are asked for.</summary>
    /// <param name="image">Any that <see cref="ChannelsOf"/> accepts.</param>
    /// <param name="channels">What <see cref="ChannelsOf"/> says.</param>
    /// <returns>Null where nothing is to be converted.</returns>
    public static Image? ToSrgb(Image image, int channels)
    {
        var ink = image.Interpretation == Enums.Interpretation.Cmyk;
        if (ink || HasForeignProfile(image))
        {
            using var converted = image.IccTransform(
                "srgb", embedded: true, inputProfile: ink ? "cmyk" : null, depth: 8);
            return converted.ExtractBand(0, n: Math.Min(channels, converted.Bands));
        }
        return image.Format == Enums.BandFormat.Uchar && image.Bands == channels
            ? null
            : image.Colourspace(channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    /// <summary>
    /// Whether an image has a colour profile that is not sRGB's; converting by that would change nothing.
    /// </summary>
    private static bool HasForeignProfile(Image image) =>
        image.Contains(Profile) && image.Get(Profile) is byte[] profile && !IsSrgb(profile);

    /// <summary>
    /// Whether a profile calls itself sRGB, in ASCII or UTF-16. Source: ICC.1:2022, 7.3 (tag table)
    /// and 9.2.41 (description).
    /// </summary>
    private static bool IsSrgb(ReadOnlySpan<byte> profile)
    {
        const int header = 128;
        const int entry = 12;
        for (var at = header + 4; at + entry <= profile.Length && at < header + 4 + 100 * entry; at += entry)
        {
            if (!profile[at..].StartsWith("desc"u8))
                continue;
            var start = BinaryPrimitives.ReadUInt32BigEndian(profile[(at + 4)..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(profile[(at + 8)..]);
            if (start > profile.Length || length > profile.Length - start)
                return false;
            var description = profile.Slice((int)start, (int)length);
            return description.IndexOf("sRGB"u8) >= 0 || description.IndexOf("s\0R\0G\0B"u8) >= 0;
        }
        return false;
    }
}
