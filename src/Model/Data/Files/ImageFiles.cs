using PgGanLab.Growth;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Files;

/// <summary>Opens what a user names: a folder, or a zip.</summary>
internal static class ImageFiles
{
    /// <summary>Bytes of the largest encoded image that is read.</summary>
    public const long MostBytes = 512L << 20;

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

    /// <summary>Whether a path inside a folder or zip is an image's: of a known ending, and no hidden file of an operating system.</summary>
    public static bool IsImage(string name) =>
        ImageDecoder.IsImageName(name) && !name.Split('/').Any(part => part.StartsWith('.') || part == "__MACOSX");

    /// <exception cref="BadImageException">Too large.</exception>
    public static int CheckedLength(long bytes) => bytes <= MostBytes
        ? (int)bytes
        : throw new BadImageException($"it has {bytes} bytes, more than the {MostBytes} that are allowed");
}
