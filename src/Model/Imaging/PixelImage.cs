namespace PgGanLab.Model.Imaging;

/// <summary>An 8-bit image as files hold it.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Channels">1 (grey), 3 (RGB) or 4 (RGB and alpha).</param>
/// <param name="Pixels">[Height,Width,Channels].</param>
public sealed record PixelImage(int Width, int Height, int Channels, byte[] Pixels);
