using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Tools.Files;

/// <summary>Where a verb writes pictures that go by seed: one PNG of all, or a directory with one for each.</summary>
/// <param name="Path">The PNG, or the directory.</param>
/// <param name="IsOnePicture">Whether it is one PNG.</param>
/// <param name="Files">The files that are to be written: one, or one a seed.</param>
internal sealed record PictureTarget(string Path, bool IsOnePicture, string[] Files)
{
    /// <summary>A picture must fit one array, and be opened by others.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>Endings that mean a file, in a format that is not written here.</summary>
    private static readonly string[] OtherFormats =
    [
        ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".zip", ".tar", ".mp4", ".webm", ".npy",
        ".npz", ".pdf", ".svg"
    ];

    /// <summary>Its path, with a separator at the end of a directory.</summary>
    public string Shown => IsOnePicture ? Path : Path + System.IO.Path.DirectorySeparatorChar;

    /// <summary>What a path asks for: a name that ends in .png one picture, any other a directory.</summary>
    /// <param name="path">As the user typed it.</param>
    /// <param name="seeds">Whose pictures are to be written.</param>
    /// <param name="overwrite">Whether files that are there are replaced.</param>
    /// <exception cref="InvalidInputException">It ends in a format that is not written, or can't be
    /// written.</exception>
    public static PictureTarget Of(string path, IReadOnlyList<long> seeds, bool overwrite)
    {
        path = System.IO.Path.GetFullPath(path);
        var ending = System.IO.Path.GetExtension(path).ToLowerInvariant();
        var target = ending == ".png"
            ? new PictureTarget(path, true, [path])
            : new PictureTarget(path, false, [.. seeds.Select(seed => OfSeed(path, seed))]);
        if (!target.IsOnePicture)
            CheckFolder(path, ending);
        TargetFile.CheckTarget(
            overwrite, target.IsOnePicture ? target.Files : target.Files.Where(File.Exists).ToArray());
        return target;
    }

    /// <summary>Refuses one picture that would be too large.</summary>
    /// <param name="images">How many images it would show, gaps too.</param>
    /// <param name="imageBytes">Bytes of one.</param>
    /// <param name="what">What it would be, such as <c>A grid of 3 images of 512 px</c>.</param>
    /// <exception cref="InvalidInputException">It is.</exception>
    public void CheckSize(long images, int imageBytes, string what)
    {
        if (IsOnePicture && images * imageBytes > MostBytes)
            throw new InvalidInputException(
                $"{what} is too large for one picture; name a directory, or fewer --seeds.");
    }

    private static void CheckFolder(string path, string ending)
    {
        if (File.Exists(path))
            throw new InvalidInputException(
                $"{path} is a file; give a directory, or a name that ends in .png for one grid.");
        if (OtherFormats.Contains(ending))
            throw new InvalidInputException(
                $"{path} ends in {ending}, but images are written as PNG: "
                + "end the name in .png for one grid, or name a directory.");
        TargetFile.CheckFolder(path);
    }

    private static string OfSeed(string folder, long seed) =>
        System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{seed:D6}.png"));
}
