namespace PgGanLab.Growth.Configuration;

/// <summary>What G and D play for.</summary>
public enum LossKind
{
    /// <summary>Wasserstein distance with gradient penalty (Gulrajani 2017).</summary>
    WganGp,

    /// <summary>Least squares with the paper's adaptive noise in D (paper, appendix B).</summary>
    Lsgan,

    /// <summary>Non-saturating logistic loss (Goodfellow 2014) with the R1 penalty (Mescheder 2018).</summary>
    Logistic,
}
