using System.Globalization;
using PgGanLab.Model.Training;
using PgGanLab.StepBench;
using TorchSharp;

// Compares one training step of src/Model with a plain TorchSharp program on the same libtorch (PlainStep.cs) and with
// PyTorch (torch_step.py), one thread each. All three take turns, so that they meet the same noise.
// Usage: StepBench TORCH_STEP_PY [ROUNDS [SECONDS]]
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
var seconds = TimeSpan.FromSeconds(args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 3);
Shape[] shapes = [new(8, 32, 16, 3), new(16, 64, 16, 3), new(32, 64, 16, 3), new(64, 64, 16, 3)];

torch.set_num_threads(1);
using var python = new PyTorch(args[0]);
Console.WriteLine(
    "resolution  maps  PgGanLab  TorchSharp  ratio  PyTorch  ratio   (images/s, medians of turns; "
    + "RGB, minibatch 16, one thread)");
foreach (var shape in shapes)
{
    using var ours = new StepBenchmark(shape.Networks, shape.Minibatch, alpha: 1, torch.CPU);
    using var plain = new PlainStep(shape);
    ours.Run(seconds / 3);
    plain.Run(seconds / 3);
    python.Run(shape, seconds / 3);
    var turns = Enumerable.Range(0, rounds)
        .Select(_ => (Ours: ours.Run(seconds), Plain: plain.Run(seconds), Python: python.Run(shape, seconds)))
        .ToList();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{shape.Resolution,10}  {shape.FeatureMaps,4}  {Median(turns.Select(t => t.Ours)),8:F1}  "
        + $"{Median(turns.Select(t => t.Plain)),10:F1}  {Median(turns.Select(t => t.Ours / t.Plain)),5:F2}  "
        + $"{Median(turns.Select(t => t.Python)),7:F1}  {Median(turns.Select(t => t.Ours / t.Python)),5:F2}"));
}

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
