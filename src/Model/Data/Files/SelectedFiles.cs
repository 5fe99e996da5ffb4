namespace PgGanLab.Model.Data.Files;

/// <summary>Some of a source's images.</summary>
internal sealed class SelectedFiles : IImageFiles
{
    private readonly IImageFiles all;
    private readonly IReadOnlyList<int> places;

    private SelectedFiles(IImageFiles all, IReadOnlyList<int> places)
    {
        (this.all, this.places) = (all, places);
        Names = [.. places.Select(at => all.Names[at])];
    }

    public string Place => all.Place;

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<string> Remarks => all.Remarks;

    /// <param name="all">The source; what is returned owns it.</param>
    /// <param name="places">Which of its images, in order.</param>
    public static IImageFiles Of(IImageFiles all, IReadOnlyList<int> places) =>
        places.Count == all.Names.Count ? all : new SelectedFiles(all, places);

    public byte[] Read(int index) => all.Read(places[index]);

    public byte[]? ReadBeside(string path) => all.ReadBeside(path);

    public void Dispose() => all.Dispose();
}
