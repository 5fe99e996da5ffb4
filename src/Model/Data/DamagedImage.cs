namespace PgGanLab.Model.Data;

/// <summary>An image that could not be used.</summary>
/// <param name="Name">Its path in the source.</param>
/// <param name="Reason">Why, such as <c>the PNG is damaged: IDAT: CRC error</c>.</param>
public sealed record DamagedImage(string Name, string Reason);
