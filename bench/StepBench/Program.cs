using System.Globalization;
using PgGanLab.Model.Training;
using PgGanLab.StepBench;
using TorchSharp;

// Compares one training step of src/Model with torch_step.py, one thread each, taking turns so that both meet the same noise.
// Usage: StepBench TORCH_STEP_PY [ROUNDS [SECONDS]]
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
var seconds = TimeSpan.FromSeconds(args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 3);
Shape[] shapes = [new(8, 48, 16, 1), new(8, 64, 16, 3), new(16, 48, 16, 1), new(16, 64, 16, 3), new(32, 48, 16, 1), new(32, 64, 16, 3)];

torch.set_num_threads(1);
using var python = new PyTorch(args[0]);
Console.WriteLine("resolution  maps  channels  PgGanLab  PyTorch  ratio   (images/s, medians; minibatch 16, one thread)");
foreach (var shape in shapes)
{
    using var ours = new StepBenchmark(shape.Networks, shape.Minibatch, alpha: 1, torch.CPU);
    ours.Run(seconds / 3);
    python.Run(shape, seconds / 3);
    var pairs = Enumerable.Range(0, rounds).Select(_ => (Ours: ours.Run(seconds), Theirs: python.Run(shape, seconds))).ToList();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{shape.Resolution,10}  {shape.FeatureMaps,4}  {shape.Channels,8}  {Median(pairs.Select(p => p.Ours)),8:F1}  {Median(pairs.Select(p => p.Theirs)),7:F1}  {Median(pairs.Select(p => p.Ours / p.Theirs)),5:F2}"));
}

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
