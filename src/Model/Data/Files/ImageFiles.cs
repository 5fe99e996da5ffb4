using PgGanLab.Growth;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Files;

/// <summary>Opens what a user names: a folder, or a zip.</summary>
internal static class ImageFiles
{
    /// <summary>Bytes of the largest encoded image that is read.</summary>
    public const long MostBytes = 512L << 20;

    /// <summary>Folders of macOS' zips, of Synology's and QNAP's file servers, and of Windows.</summary>
    private static readonly HashSet<string> Systems = new(StringComparer.OrdinalIgnoreCase)
    {
        "__MACOSX", "@eaDir", "@tmp", "@Recycle", "@Recently-Snapshot", "#recycle", "#snapshot", "$RECYCLE.BIN",
        "System Volume Information", "lost+found",
    };

    /// <exception cref="InvalidInputException">There is no such folder or zip, or it holds no image.</exception>
    public static IImageFiles Open(string path)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
            throw new InvalidInputException($"There is no folder or zip '{path}' on the lab's host.");
        var files = Directory.Exists(path) ? (IImageFiles)FolderFiles.Open(path) : ZipFiles.Open(path);
        if (files.Names.Count > 0)
            return files;
        files.Dispose();
        throw new InvalidInputException($"'{path}' holds no image; {ImageDecoder.Formats} can be read.");
    }

    /// <summary>
    /// Whether a path inside a folder or zip is an image's: of a known ending, and in no folder
    /// that <see cref="IsHidden"/>.
    /// </summary>
    public static bool IsImage(string name) => ImageDecoder.IsImageName(name) && !name.Split('/').Any(IsHidden);

    /// <summary>
    /// Whether a file or folder of that name is hidden, or one that systems keep for thumbnails and rubbish.
    /// </summary>
    public static bool IsHidden(string name) => name.StartsWith('.') || Systems.Contains(name);

    /// <exception cref="BadImageException">Too large.</exception>
    public static int CheckedLength(long bytes) => bytes <= MostBytes
        ? (int)bytes
        : throw new BadImageException($"it has {bytes} bytes, more than the {MostBytes} that are allowed");
}
