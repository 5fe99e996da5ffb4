namespace PgGanLab.Growth.Configuration;

/// <summary>How D sees the variation within a minibatch.</summary>
public enum MinibatchLayer
{
    /// <summary>Minibatch standard deviation (paper, section 3).</summary>
    Stddev,

    /// <summary>Minibatch discrimination (Salimans 2016).</summary>
    Discrimination,

    /// <summary>Not at all.</summary>
    None,
}
