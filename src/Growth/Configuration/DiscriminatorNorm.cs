namespace PgGanLab.Growth.Configuration;

/// <summary>What follows each convolution of D.</summary>
public enum DiscriminatorNorm
{
    /// <summary>Nothing, as in the paper.</summary>
    None,

    /// <summary>Layer normalization (Ba 2016), as in the baseline of the paper's table 1.</summary>
    Layer,
}
