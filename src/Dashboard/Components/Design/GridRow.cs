namespace PgGanLab.Dashboard.Components.Design;

/// <summary>A row of a <see cref="LabGrid{T}"/>, the same for as long as it is about the same.</summary>
/// <param name="Id">What it is about.</param>
/// <param name="Item">What it says of that now.</param>
public sealed record GridRow<T>(object Id, T Item)
{
    public bool Equals(GridRow<T>? other) => other is not null && Id.Equals(other.Id);

    public override int GetHashCode() => Id.GetHashCode();
}
