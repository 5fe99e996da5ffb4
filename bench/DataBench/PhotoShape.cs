namespace PgGanLab.DataBench;

/// <summary>A kind of image folder that people have.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="IsJpeg">JPEG of quality 90, else PNG.</param>
/// <param name="Resolution">Of the dataset that is built.</param>
internal sealed record PhotoShape(string Name, int Width, int Height, bool IsJpeg, int Resolution)
{
    public static PhotoShape[] All { get; } =
    [
        new("JPEG 178x218 to 128 px", 178, 218, true, 128),
        new("JPEG 512x384 to 256 px", 512, 384, true, 256),
        new("PNG 64x64 to 64 px", 64, 64, false, 64),
    ];
}
