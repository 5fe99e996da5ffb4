namespace PgGanLab.Model.Networks;

/// <summary>What a parameter does in its layer.</summary>
public enum ParameterKind
{
    /// <summary>Multiplies; N(0,1) at first.</summary>
    Weight,

    /// <summary>Is added; 0 at first.</summary>
    Bias,

    /// <summary>Multiplies what was normalized; 1 at first.</summary>
    Gain,
}
