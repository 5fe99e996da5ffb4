namespace PgGanLab.Model.Import;

/// <summary>A name of Python's that a pickle mentions; nothing is ever looked up or called by it.</summary>
/// <param name="Module">Such as <c>torch._utils</c>.</param>
/// <param name="Name">Such as <c>_rebuild_tensor_v2</c>.</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
