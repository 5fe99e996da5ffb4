using PgGanLab.Cli.Client;
using PgGanLab.Grains.Store;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Demo;

/// <summary>
/// What a user takes home from the demo: the best generator and its sample grid, in <c>best/</c> of the data directory.
/// </summary>
internal static class BestFiles
{
    public static async Task<DemoResult.BestExperiment> Save(
        LabClient lab, string experiment, LabDirectories directories, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directories.Data, "best")).FullName;
        using var generator = await lab.OpenGenerator(experiment, cancellationToken);
        using var samples = await lab.OpenSamples(experiment, cancellationToken);
        var name = Path.Combine(folder, Path.GetFileNameWithoutExtension(generator.Name));
        await TargetFile.Write(
            name + ".safetensors", overwrite: true, stream => generator.CopyTo(stream, cancellationToken));
        await TargetFile.Write(name + ".png", overwrite: true, stream => samples.CopyTo(stream, cancellationToken));
        return new DemoResult.BestExperiment(experiment, name + ".safetensors", name + ".png");
    }
}
