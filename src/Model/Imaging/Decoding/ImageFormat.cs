namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>Formats that can be read, told by a file's first bytes and never by its name.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
}
