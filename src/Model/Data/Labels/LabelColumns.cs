namespace PgGanLab.Model.Data.Labels;

/// <summary>Names under which label files keep images and labels.</summary>
internal static class LabelColumns
{
    /// <summary>The first that is there counts.</summary>
    public static readonly string[] Image = ["file", "filename", "file_name", "image", "path", "name"];

    /// <summary>The first that is there counts.</summary>
    public static readonly string[] Label = ["label", "class", "category"];
}
