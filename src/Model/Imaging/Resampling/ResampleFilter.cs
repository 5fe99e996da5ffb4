namespace PgGanLab.Model.Imaging.Resampling;

/// <summary>How an image gets another size.</summary>
public enum ResampleFilter
{
    /// <summary>Every new pixel is the mean of the area that it covers, parts of pixels by their share: sharp enough and free of ringing.</summary>
    Area,

    /// <summary>Lanczos with three lobes, widened when shrinking: sharper, with slight ringing at hard edges.</summary>
    Lanczos,
}
