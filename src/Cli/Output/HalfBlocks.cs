using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>A picture in a terminal: each character shows two pixels, one above the other.</summary>
internal static class HalfBlocks
{
    public static Paragraph Of(SmallPng picture)
    {
        var text = new Paragraph();
        for (var y = 0; y + 1 < picture.Height; y += 2)
        {
            for (var x = 0; x < picture.Width; x++)
                text.Append("▀", new Style(At(picture, x, y), At(picture, x, y + 1)));
            text.Append("\n");
        }
        return text;
    }

    private static Color At(SmallPng picture, int x, int y)
    {
        var pixel = picture.Pixels.AsSpan((y * picture.Width + x) * picture.Channels, picture.Channels);
        return picture.Channels == 1
            ? new Color(pixel[0], pixel[0], pixel[0])
            : new Color(pixel[0], pixel[1], pixel[2]);
    }
}
