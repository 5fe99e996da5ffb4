namespace PgGanLab.OrleansConformance.Copying;

/// <summary>An enumeration without any attribute.</summary>
public enum Color
{
    Red,
    Green,
}
