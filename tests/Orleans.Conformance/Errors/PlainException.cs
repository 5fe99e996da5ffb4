namespace PgGanLab.OrleansConformance.Errors;

/// <summary>Without any attribute.</summary>
public sealed class PlainException(string message, Exception inner) : Exception(message, inner);
