using System.IO.Enumeration;
using PgGanLab.Growth;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Files;

/// <summary>The images of a folder and of the folders in it; linked folders are not followed, linked files are.</summary>
internal sealed class FolderFiles : IImageFiles
{
    private FolderFiles(string place, IReadOnlyList<string> names)
    {
        Place = place;
        Names = names;
    }

    public string Place { get; }

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="InvalidInputException">A folder can't be read.</exception>
    public static FolderFiles Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            var found = new FileSystemEnumerable<string>(root, (ref entry) => Path.GetRelativePath(root, entry.ToFullPath()), new EnumerationOptions
            {
                RecurseSubdirectories = true,
                IgnoreInaccessible = false,
                AttributesToSkip = 0,
            })
            {
                ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
            };
            return new FolderFiles(root, [.. found.Select(name => name.Replace('\\', '/')).Where(ImageFiles.IsImage).Order(StringComparer.Ordinal)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Folder '{path}' can't be read: {e.Message}", e);
        }
    }

    public byte[] Read(int index)
    {
        try
        {
            using var file = File.OpenHandle(Path.Combine(Place, Names[index]), options: FileOptions.SequentialScan);
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
            throw new BadImageException($"it can't be read: {e.Message}", e);
        }
    }

    public void Dispose() { }
}
