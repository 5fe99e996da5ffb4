using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Export;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Tools.Tests.Onnx;

/// <summary>Generators with every switch of the layers, exported as ONNX, draw the lab's images.</summary>
public sealed class SwitchedGeneratorTests(SmallLab lab) : IClassFixture<SmallLab>
{
    private const int Images = 5;

    /// <summary>
    /// The middle of a fade-in in colour, the end of a run with opacity, and the end of a grey one that knows classes.
    /// </summary>
    [Fact]
    public async Task every_switch_is_in_the_graph()
    {
        using var scope = torch.NewDisposeScope();
        var cases = new List<Case>();
        foreach (var name in LayerSwitches.All.Keys)
        {
            cases.Add(await Export(name, lab.ColourFacts, phase: 3, into: 0.4));
            cases.Add(await Export(name, lab.CutoutFacts, phase: 4, into: 1));
            cases.Add(await Export(name, lab.Facts, phase: 4, into: 1, labels: true));
        }

        Assert.All(cases, c => Assert.InRange(Furthest(c.Images, OnnxModel.Run(c.Model, c.Inputs)), 0, 1e-4));
        Assert.All(cases, c => Assert.InRange(c.Images.Max() - c.Images.Min(), 0.05, 100));
        foreach (var papers in cases.Where(c => c.Switch == LayerSwitches.Paper))
            Assert.Equal(
                LayerSwitches.ChangeFirstImages,
                cases.Where(c => c.Channels == papers.Channels && Furthest(papers.Images, c.Images) > 1e-3)
                    .Select(c => c.Switch));
    }

    private static float Furthest(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return expected.Zip(actual).Max(p => Math.Abs(p.First - p.Second));
    }

    /// <summary>Exports a generator.</summary>
    private async Task<Case> Export(string name, DatasetFacts facts, int phase, double into, bool labels = false)
    {
        var checkpoint = lab.Store(
            SmallLab.Plan(facts, labels, LayerSwitches.All[name])[phase], $"{name}-{facts.Channels}.safetensors", into);
        var model = Path.ChangeExtension(checkpoint, ".onnx");
        var result = await CommandLine.Run(
            "export", checkpoint, "--format", "onnx", "-o", model, "--images", "0", "--threads", "1");
        Assert.Equal(("", 0), (result.Error, result.Code));
        using var generator = LoadedGenerator.Open(checkpoint, torch.CPU);
        var latents = RandomTensors.Normal(1, [Images, 8]);
        var classes = labels ? OneHot.Of([0, 1, 1, 0, 1], 2, torch.CPU) : null;
        var images = generator.Network
            .Call(generator.Parameters.Scaled(differentiable: false), latents, generator.Alpha, classes).ToHost();
        List<(string, long[], float[])> inputs = [("latents", [Images, 8], latents.ToHost())];
        if (classes is not null)
            inputs.Add(("labels", [Images, 2], classes.ToHost()));
        return new Case(name, facts.Channels, model, [.. inputs], images);
    }

    /// <param name="Switch">Name of the switch.</param>
    /// <param name="Channels">Of the images.</param>
    /// <param name="Model">The ONNX file.</param>
    /// <param name="Inputs">What it is to be fed.</param>
    /// <param name="Images">What the lab draws, [N,C,R,R].</param>
    private sealed record Case(
        string Switch, int Channels, string Model, (string Name, long[] Shape, float[] Data)[] Inputs, float[] Images);
}
