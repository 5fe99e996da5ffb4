using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data.Files;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Sources;

/// <summary>What suits a source, judged by the headers of some of its images.</summary>
/// <param name="Resolution">The largest power of two up to 1024 that the shorter side of at least
/// half of them reaches.</param>
/// <param name="Channels">1 where all are grey, else 3.</param>
/// <param name="UsualSize">The width and height that most of them have.</param>
internal sealed record ImageSample(int Resolution, int Channels, (int Width, int Height) UsualSize)
{
    private const int Least = 4;
    private const int Most = 1024;

    /// <summary>Headers that are read, spread evenly over the source.</summary>
    private const int Size = 500;

    /// <exception cref="InvalidInputException">None of them can be read.</exception>
    public static ImageSample Of(IImageFiles files)
    {
        var step = Math.Max(1, files.Names.Count / Size);
        var headers = new List<ImageHeader>();
        DamagedImage? damaged = null;
        for (var i = 0; i < files.Names.Count; i += step)
        {
            try
            {
                headers.Add(ImageDecoder.ReadHeader(files.Read(i)));
            }
            catch (BadImageException e)
            {
                damaged ??= new DamagedImage(files.Names[i], e.Message);
            }
        }
        if (headers.Count == 0)
            throw new InvalidInputException(
                $"No image of '{files.Place}' can be read; the first is {damaged!.Name}: {damaged.Reason}.");
        var sides = headers.Select(h => Math.Min(h.Width, h.Height)).Order().ToArray();
        var usual = Math.Clamp(sides[sides.Length / 2], Least, Most);
        var size = headers.GroupBy(h => (h.Width, h.Height)).OrderByDescending(g => g.Count()).First().Key;
        return new ImageSample(1 << int.Log2(usual), headers.All(h => h.Channels == 1) ? 1 : 3, size);
    }
}
