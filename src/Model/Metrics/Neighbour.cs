namespace PgGanLab.Model.Metrics;

/// <summary>An image near another one.</summary>
/// <param name="Place">In its sequence.</param>
/// <param name="Distance">0 for the same image.</param>
public readonly record struct Neighbour(int Place, double Distance);
