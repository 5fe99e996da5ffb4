using System.Diagnostics;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.DataBench;

/// <summary>
/// Takes turns at decoding files that lie in memory and at building a dataset of the same files, both on all cores.
/// </summary>
internal sealed class BuildRace(PhotoFolder folder, int resolution)
{
    private readonly List<double> decode = [];
    private readonly List<double> build = [];
    private readonly List<double> decodeWork = [];
    private readonly List<double> buildWork = [];

    /// <summary>Images/s, median.</summary>
    public double DecodeRate => Median(decode);

    /// <summary>Images/s, median.</summary>
    public double BuildRate => Median(build);

    /// <summary>Build's rate as a share of the decode's just before it, median.</summary>
    public double Share => Median([.. build.Zip(decode, (b, d) => b / d)]);

    /// <summary>The same in time of cores instead of time on the wall.</summary>
    public double WorkShare => Median([.. decodeWork.Zip(buildWork, (d, b) => d / b)]);

    /// <summary>Milliseconds of a core for one image, median: what a busy machine changes less.</summary>
    public double DecodeWork => Median(decodeWork);

    /// <summary>Milliseconds of a core for one image, median.</summary>
    public double BuildWork => Median(buildWork);

    public void Run()
    {
        Measure(decode, decodeWork, () => Parallel.ForEach(
            folder.Files, file => ImageDecoder.Decode(file, SourceOptions.DefaultMostPixels).Dispose()));
        Measure(build, buildWork, () =>
        {
            using var source = DatasetKinds.Open(
                "folder", folder.Photos, new SourceOptions { Resolution = resolution });
            DatasetBuilder.Build("bench", source, folder.Built, CancellationToken.None);
        });
        Directory.Delete(folder.Built, recursive: true);
    }

    private void Measure(List<double> rates, List<double> works, Action work)
    {
        var (start, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        rates.Add(folder.Files.Count / Stopwatch.GetElapsedTime(start).TotalSeconds);
        works.Add((Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / folder.Files.Count);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
