namespace PgGanLab.Model.Import;

/// <summary>An object of an allowed class, as what it is in the file: its class' name and its fields.</summary>
/// <param name="Class">The class.</param>
internal sealed record PickleRecord(PickleGlobal Class)
{
    /// <summary>Fields by name; empty until the pickle gives them.</summary>
    public Dictionary<object, object?> Fields { get; set; } = [];
}
