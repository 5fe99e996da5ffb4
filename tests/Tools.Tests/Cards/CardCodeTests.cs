using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Export;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Tests.Import;
using PgGanLab.Tools.Tests.Onnx;
using TorchSharp;

namespace PgGanLab.Tools.Tests.Cards;

/// <summary>The code that model cards promise to work is run, and must draw the lab's images.</summary>
public sealed class CardCodeTests(SmallLab lab, ImportSamples samples)
    : IClassFixture<SmallLab>, IClassFixture<ImportSamples>
{
    private const int Pixels = 16 * 16;

    /// <summary>Channels, whether the generator knows classes, and the switch of its layers.</summary>
    public static TheoryData<int, bool, string> Generators => new()
    {
        { 1, true, LayerSwitches.Paper }, { 3, false, LayerSwitches.Paper }, { 4, false, LayerSwitches.Paper },
        { 1, true, LayerSwitches.Baseline }, { 3, false, LayerSwitches.Baseline },
    };

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task onnx_in_csharp(int channels, bool labels, string layers)
    {
        var (generator, card) = await Export(channels, labels, layers, "csharp", "onnx");
        new CardCode(card).RunCSharp("generator.onnx", "image.bmp");

        var bitmap = await File.ReadAllBytesAsync(Beside(card, "image.bmp"));
        Assert.Equal("BM"u8, bitmap.AsSpan(0, 2));
        Assert.Equal(bitmap.Length, BitConverter.ToInt32(bitmap, 2));
        SameAsRgba(Drawn(generator, FedByCSharp(generator)), channels, i =>
            (bitmap[54 + 4 * i + 2], bitmap[54 + 4 * i + 1], bitmap[54 + 4 * i], bitmap[54 + 4 * i + 3]));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task onnx_in_a_browser(int channels, bool labels, string layers)
    {
        var (generator, card) = await Export(channels, labels, layers, "browser", "onnx");
        var fed = await new CardCode(card).RunPage(Beside(card, "page.rgba"));

        var canvas = await File.ReadAllBytesAsync(Beside(card, "page.rgba"));
        SameAsRgba(Drawn(generator, fed), channels, i =>
            (canvas[4 * i], canvas[4 * i + 1], canvas[4 * i + 2], canvas[4 * i + 3]));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task onnx_in_python(int channels, bool labels, string layers)
    {
        var (generator, card) = await Export(channels, labels, layers, "python-onnx", "onnx");
        var code = new CardCode(card);
        if (await code.PythonHas("onnxruntime"))
            Assert.Skip("PyPI's onnxruntime is installed: what it is fed can't be told.");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Onnx", "onnxruntime.py"), Beside(card, "onnxruntime.py"));
        var fed = await code.RunPython("numpy");

        SameAsFile(Drawn(generator, fed!), image: 7, channels, Beside(card, "7.png"));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    [InlineData(3, false, "no-norm")]
    [InlineData(3, false, "latents-as-they-are")]
    public async Task safetensors_in_python(int channels, bool labels, string layers)
    {
        var (generator, card) = await Export(channels, labels, layers, "python", "safetensors");
        await new CardCode(card).RunPython("torch");

        SameAsFile(Together(generator, RandomTensors.Normal(0, [8, 8]), labels ? [0, 1, 0, 1, 0, 1, 0, 1] : null),
            image: 7, channels, Beside(card, "7.png"));
    }

    [Theory]
    [InlineData("zoo-mse.pth")]                                                 // tanh; a bias for each unit
    [InlineData("depth_4_epoch_3.bin")]                                         // nothing normalizes the dense layer
    public async Task imported_safetensors_in_python(string sample)
    {
        var folder = Directory.CreateDirectory(lab.File($"imported-{sample}")).FullName;
        var (imported, exported) =
            (Path.Combine(folder, "imported.safetensors"), Path.Combine(folder, "generator.safetensors"));
        Assert.Equal(0, (await CommandLine.Run("import", samples.PathOf(sample), "-o", imported)).Code);
        Assert.Equal(0, (await CommandLine.Run(
            "export", imported, "-o", exported, "--images", "0", "--threads", "1")).Code);
        await new CardCode(Path.Combine(folder, "generator.md")).RunPython("torch");

        using var generator = LoadedGenerator.Open(imported, torch.CPU);
        SameAsFile(Together(generator, RandomTensors.Normal(0, [8, 6]), null), image: 7, channels: 3,
            Path.Combine(folder, "7.png"));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task safetensors_in_csharp(int channels, bool labels, string layers)
    {
        var (generator, card) = await Export(channels, labels, layers, "csharp-safetensors", "safetensors");
        new CardCode(card).RunCSharp("generator.safetensors", "grid.png");

        var drawn = generator.Draw(RandomTensors.Normal(0, [8, 8]), labels ? [0, 1, 0, 1, 0, 1, 0, 1] : null);
        var expected = ImageGrid.Of(drawn, channels, 16, columns: 4, rows: 2);
        using var grid = ImageDecoder.Decode(
            await File.ReadAllBytesAsync(Beside(card, "grid.png")), mostPixels: 1 << 20);
        Assert.Equal(expected.Pixels, grid.Pixels);
    }

    [Fact]
    public async Task switches_of_the_discriminator_leave_the_code_alone()
    {
        var (_, paper) = await Export(3, false, LayerSwitches.Paper, "both", "safetensors");
        foreach (var layers in LayerSwitches.OfDiscriminator)
        {
            var (_, card) = await Export(3, false, layers, "both", "safetensors");
            Assert.Equal(new CardCode(paper).In("python"), new CardCode(card).In("python"));
        }
    }

    /// <summary>Exports a generator in the middle of a fade-in, or, for classes, at the end of a run.</summary>
    private async Task<(LoadedGenerator Generator, string Card)> Export(
        int channels, bool labels, string layers, string name, string format)
    {
        DatasetFacts facts = channels switch { 1 => lab.Facts, 3 => lab.ColourFacts, _ => lab.CutoutFacts };
        var folder = Directory.CreateDirectory(lab.File($"{name}-{channels}-{layers}")).FullName;
        var checkpoint = lab.Store(SmallLab.Plan(facts, labels, LayerSwitches.All[layers])[labels ? 4 : 3],
            $"{name}-{channels}-{layers}.safetensors", labels ? 1 : 0.4);
        var result = await CommandLine.Run("export", checkpoint, "--format", format, "-o",
            Path.Combine(folder, "generator." + format), "--images", "0", "--threads", "1");
        Assert.Equal(("", 0), (result.Error, result.Code));
        return (LoadedGenerator.Open(checkpoint, torch.CPU), Path.Combine(folder, "generator.md"));
    }

    /// <summary>What the C# feeds its session: normal numbers from seed 0, and each class in turn.</summary>
    private static Dictionary<string, ModelInput> FedByCSharp(LoadedGenerator generator)
    {
        var count = generator.Shape.Layers.GeneratorNorm == GeneratorNorm.Batch ? 16 : 1;
        var random = new Random(0);
        float Normal() =>
            (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var fed = new Dictionary<string, ModelInput>
        {
            ["latents"] = new(
            [count, 8], [.. Enumerable.Range(0, count * 8).Select(_ => Normal())])
        };
        if (generator.Network.Labels is > 0 and var classes)
            fed["labels"] = new([count, classes],
                [.. Enumerable.Range(0, count * classes).Select(i => i / classes % classes == i % classes ? 1f : 0)]);
        return fed;
    }

    /// <summary>The lab's images of what a snippet fed its session.</summary>
    private static byte[] Drawn(LoadedGenerator generator, IReadOnlyDictionary<string, ModelInput> fed)
    {
        using var scope = torch.NewDisposeScope();
        var latents = fed["latents"].Data;
        Assert.InRange(latents.Average(), -1.2, 1.2);
        Assert.InRange(latents.Average(x => x * x), 0.1, 4);
        Assert.Equal(generator.Network.Labels > 0, fed.ContainsKey("labels"));
        var classes = fed.GetValueOrDefault("labels")?.Data.Chunk(generator.Network.Labels)
            .Select(row => Array.IndexOf(row, 1f)).ToArray();
        return Together(generator, torch.tensor(latents, [latents.Length / 8, 8]), classes);
    }

    /// <summary>
    /// [N,C,16,16] images of one call: batch normalization is over all of them, as in exported files.
    /// </summary>
    private static byte[] Together(LoadedGenerator generator, torch.Tensor latents, int[]? classes)
    {
        using var scope = torch.NewDisposeScope();
        var labels = classes is null ? null : OneHot.Of(classes, generator.Network.Labels, torch.CPU);
        var images = generator.Network.Call(
            generator.Parameters.Scaled(differentiable: false), latents, generator.Alpha, labels);
        return (images * 127.5 + 127.5).round().clamp(0, 255).to(torch.ScalarType.Byte).contiguous().data<byte>()
            .ToArray();
    }

    /// <summary>Compares the first image with pixels that are always RGBA.</summary>
    private static void SameAsRgba(byte[] expected, int channels, Func<int, (byte R, byte G, byte B, byte A)> actual)
    {
        for (var i = 0; i < Pixels; i++)
        {
            var (r, g, b, a) = actual(i);
            Assert.InRange(Math.Abs(expected[i] - r), 0, 1);
            Assert.InRange(Math.Abs(expected[(channels < 3 ? 0 : Pixels) + i] - g), 0, 1);
            Assert.InRange(Math.Abs(expected[(channels < 3 ? 0 : 2 * Pixels) + i] - b), 0, 1);
            Assert.InRange(Math.Abs((channels < 4 ? 255 : expected[3 * Pixels + i]) - a), 0, 1);
        }
    }

    /// <summary>Compares one image with a file of [16,16,C] bytes.</summary>
    private static void SameAsFile(byte[] expected, int image, int channels, string path)
    {
        var actual = File.ReadAllBytes(path);
        Assert.Equal(channels * Pixels, actual.Length);
        for (var i = 0; i < actual.Length; i++)
            Assert.InRange(
                Math.Abs(expected[(image * channels + i % channels) * Pixels + i / channels] - actual[i]), 0, 1);
    }

    private static string Beside(string card, string name) => Path.Combine(Path.GetDirectoryName(card)!, name);
}
