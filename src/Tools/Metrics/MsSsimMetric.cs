using PgGanLab.Model.Metrics;
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Metrics;

/// <summary>Multi-scale structural similarity among the fakes, beside that among the reals.</summary>
internal sealed class MsSsimMetric(torch.Device device) : IMetric
{
    public string Name => "msssim";

    public string Unit => "0 to 1 among the fakes; near that of real images is better, higher is less variety";

    public int LeastResolution => MsSsim.LeastResolution;

    public int LeastImages => 2;

    public bool ComparesWithReals => false;

    public double Work(int images, int resolution) => images;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(
        IImageSequence reals, IImageSequence fakes, long seed, WorkProgress progress, CancellationToken stop) =>
        [new("msssim", MsSsim.Among(new WatchedImages(fakes, progress, "pairs of images"), device, stop))];

    public void Dispose() { }
}
