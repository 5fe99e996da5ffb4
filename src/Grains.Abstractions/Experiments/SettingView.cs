namespace PgGanLab.Grains.Experiments;

/// <summary>A setting and its value as people read them.</summary>
/// <param name="Name">Such as <c>learningRate@16</c>.</param>
/// <param name="Value">Such as <c>0.0015</c>.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.setting")]
public sealed record SettingView([property: Id(0)] string Name, [property: Id(1)] string Value)
{
    /// <summary><c>learningRate@16 0.0015</c>.</summary>
    public override string ToString() => $"{Name} {Value}";
}
