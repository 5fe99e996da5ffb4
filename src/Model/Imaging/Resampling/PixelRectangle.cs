namespace PgGanLab.Model.Imaging.Resampling;

/// <summary>A part of an image, in pixels.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">At least 1.</param>
/// <param name="Height">At least 1.</param>
public readonly record struct PixelRectangle(int X, int Y, int Width, int Height);
