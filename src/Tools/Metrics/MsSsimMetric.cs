using PgGanLab.Model.Metrics;
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

    public IReadOnlyList<KeyValuePair<string, double>> Measure(IImageSequence reals, IImageSequence fakes, long seed, CancellationToken stop) =>
        [new("msssim", MsSsim.Among(fakes, device, stop))];

    public void Dispose() { }
}
