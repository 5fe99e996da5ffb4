namespace PgGanLab.Silo.Workers;

/// <summary>One compute device of this host.</summary>
/// <param name="Name"><c>cpu:0</c>, <c>cuda:1</c>. Several cpu devices are several trainers beside each other, not several processors.</param>
/// <param name="Description">What it is, for people: the model name of the CPU or GPU.</param>
public sealed record Device(string Name, string Description)
{
    public bool IsCuda => Name.StartsWith("cuda:", StringComparison.Ordinal);

    /// <summary>TorchSharp's name of it: every CPU trainer runs on <c>cpu</c>.</summary>
    public string TorchName => IsCuda ? Name : "cpu";

    public int Index => int.Parse(Name.AsSpan(Name.IndexOf(':', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture);
}
