namespace PgGanLab.Growth.Configuration;

/// <summary>What follows each convolution of G.</summary>
public enum GeneratorNorm
{
    /// <summary>Pixelwise feature vector normalization (paper, section 4.2).</summary>
    Pixel,

    /// <summary>Batch normalization (Ioffe 2015), as in the paper's baseline.</summary>
    Batch,

    /// <summary>Nothing.</summary>
    None,
}
