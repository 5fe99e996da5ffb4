namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>What a file says of its image before anything is decoded.</summary>
/// <param name="Format">Its format.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Channels">What it decodes to: 1 (grey), 3 (RGB) or 4 (RGB and alpha).</param>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height, int Channels);
