using System.Text;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data.Files;
using PgGanLab.Model.Data.Labels;

namespace PgGanLab.Model.Tests.Data.Labels;

/// <summary>A source of which names alone matter.</summary>
internal sealed class NamedFiles(params string[] names) : IImageFiles
{
    public string Place => "here";

    /// <summary>Text files beside the images.</summary>
    public Dictionary<string, string> Beside { get; init; } = [];

    IReadOnlyList<string> IImageFiles.Names => names;

    /// <summary>
    /// Its labels as the lab finds them, as <c>name=class</c> for each image that is used, <c>-</c> for none.
    /// </summary>
    public (string[] Images, LabelTable Labels) Labelled(
        string? labels = null, string? column = null, string? split = null)
    {
        var (files, table) = LabelTable.Of(
            this, new SourceOptions { Labels = labels, LabelColumn = column, Split = split });
        return ([.. files.Names.Select((name, at) => $"{name}={Class(table, at)}")], table);
    }

    public byte[] Read(int index) => throw new NotSupportedException();

    public byte[]? ReadBeside(string path) =>
        Beside.TryGetValue(path, out var text) ? Encoding.UTF8.GetBytes(text) : null;

    public void Dispose() { }

    private static string Class(LabelTable table, int at)
    {
        try
        {
            return table.Names.Count == 0 ? "" : table.Names[table.Of(at)];
        }
        catch (Model.Imaging.Decoding.BadImageException)
        {
            return "-";
        }
    }
}
