using PgGanLab.Growth;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data.Files;

/// <summary>
/// The images of a folder and of the folders in it. Links are followed, unless what they lead to
/// lies in the source anyway.
/// </summary>
internal sealed class FolderFiles : IImageFiles
{
    /// <summary>
    /// Where each image lies, from <see cref="Place"/>: unlike its name with backslashes, where
    /// the file's name has some.
    /// </summary>
    private readonly IReadOnlyList<string> paths;

    private FolderFiles(string place, IReadOnlyList<(string Name, string Path)> images, IReadOnlyList<string> remarks)
    {
        (Place, Remarks) = (place, remarks);
        Names = [.. images.Select(i => i.Name)];
        paths = [.. images.Select(i => i.Path)];
    }

    public string Place { get; }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<string> Remarks { get; }

    /// <exception cref="InvalidInputException">A folder can't be read.</exception>
    public static FolderFiles Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            var walk = FolderWalk.Of(root);
            var images = walk.Files.Select(file => (Name: file.Replace('\\', '/'), Path: file))
                .Where(f => ImageFiles.IsImage(f.Name));
            return new FolderFiles(root, [.. images.OrderBy(f => f.Name, StringComparer.Ordinal)], walk.Remarks);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Folder '{path}' can't be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    public byte[] Read(int index) => Read(Path.Combine(Place, paths[index]));

    public byte[]? ReadBeside(string path)
    {
        var file = Path.Combine(Place, path);
        try
        {
            return File.Exists(file) ? Read(file) : null;
        }
        catch (BadImageException e)
        {
            throw new InvalidInputException($"'{file}' can't be used: {e.Message}.", e);
        }
    }

    public void Dispose() { }

    private static byte[] Read(string path)
    {
        try
        {
            RegularFile.Check(path);
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var bytes = GC.AllocateUninitializedArray<byte>(ImageFiles.CheckedLength(RandomAccess.GetLength(file)));
            for (var read = 0; read < bytes.Length;)
            {
                var count = RandomAccess.Read(file, bytes.AsSpan(read), read);
                read += count > 0 ? count : throw new BadImageException("it became shorter while it was read");
            }
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadImageException($"it can't be read: {e.Message.TrimEnd('.')}", e);
        }
    }
}
