using System.Globalization;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Names of layers, stable in files: by resolution, so that a name means the same layer whatever is grown later.
/// </summary>
internal static class LayerName
{
    /// <summary><c>16x16/Conv0</c>.</summary>
    public static string At(int resolution, string layer) =>
        string.Create(CultureInfo.InvariantCulture, $"{resolution}x{resolution}/{layer}");
}
