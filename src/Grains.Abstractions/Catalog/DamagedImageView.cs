namespace PgGanLab.Grains.Catalog;

/// <summary>An image that could not be used.</summary>
/// <param name="Name">Its path in the source.</param>
/// <param name="Reason">Why.</param>
public sealed record DamagedImageView(string Name, string Reason);
