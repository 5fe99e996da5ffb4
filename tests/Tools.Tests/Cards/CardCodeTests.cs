using System.Text.Json;
using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Export;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Networks;
using PgGanLab.Tools.Tests.Onnx;
using TorchSharp;

namespace PgGanLab.Tools.Tests.Cards;

/// <summary>The code that model cards promise to work is run, and must draw the lab's images.</summary>
public sealed class CardCodeTests(SmallLab lab) : IClassFixture<SmallLab>
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
        NodeRuntime.Require();
        var (generator, card) = await Export(channels, labels, layers, "csharp", "onnx");
        new CardCode(card).RunCSharp("generator.onnx", "image.bmp");

        var bitmap = await File.ReadAllBytesAsync(Beside(card, "image.bmp"));
        Assert.Equal("BM"u8, bitmap.AsSpan(0, 2));
        Assert.Equal(bitmap.Length, BitConverter.ToInt32(bitmap, 2));
        SameAsRgba(Drawn(generator, Beside(card, "generator.onnx")), channels, i => (bitmap[54 + 4 * i + 2], bitmap[54 + 4 * i + 1], bitmap[54 + 4 * i], bitmap[54 + 4 * i + 3]));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task onnx_in_a_browser(int channels, bool labels, string layers)
    {
        NodeRuntime.Require();
        var (generator, card) = await Export(channels, labels, layers, "browser", "onnx");
        var page = Beside(card, "page.html");
        await File.WriteAllTextAsync(page, new CardCode(card).In("html"));
        await NodeRuntime.Script("page.mjs", page, NodeRuntime.InputsOf(Beside(card, "generator.onnx")), page + ".rgba");

        var canvas = await File.ReadAllBytesAsync(page + ".rgba");
        SameAsRgba(Drawn(generator, Beside(card, "generator.onnx")), channels, i => (canvas[4 * i], canvas[4 * i + 1], canvas[4 * i + 2], canvas[4 * i + 3]));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task onnx_in_python(int channels, bool labels, string layers)
    {
        NodeRuntime.Require();
        var (generator, card) = await Export(channels, labels, layers, "python-onnx", "onnx");
        var code = new CardCode(card);
        if (await code.PythonHas("onnxruntime"))
            Assert.Skip("PyPI's onnxruntime is installed: what it was fed can't be told.");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Onnx", "onnxruntime.py"), Beside(card, "onnxruntime.py"));
        await code.RunPython("numpy");

        SameAsFile(Drawn(generator, Beside(card, "generator.onnx")), image: 7, channels, Beside(card, "7.png"));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    [InlineData(3, false, "no-norm")]
    [InlineData(3, false, "latents-as-they-are")]
    public async Task safetensors_in_python(int channels, bool labels, string layers)
    {
        var (generator, card) = await Export(channels, labels, layers, "python", "safetensors");
        await new CardCode(card).RunPython("torch");

        SameAsFile(Together(generator, RandomTensors.Normal(0, [8, 8]), labels ? [0, 1, 0, 1, 0, 1, 0, 1] : null), image: 7, channels, Beside(card, "7.png"));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task safetensors_in_csharp(int channels, bool labels, string layers)
    {
        var (generator, card) = await Export(channels, labels, layers, "csharp-safetensors", "safetensors");
        new CardCode(card).RunCSharp("generator.safetensors", "grid.png");

        var expected = ImageGrid.Of(Together(generator, RandomTensors.Normal(0, [8, 8]), labels ? [0, 1, 0, 1, 0, 1, 0, 1] : null), channels, 16, columns: 4, rows: 2);
        using var grid = ImageDecoder.Decode(await File.ReadAllBytesAsync(Beside(card, "grid.png")), mostPixels: 1 << 20);
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
    private async Task<(LoadedGenerator Generator, string Card)> Export(int channels, bool labels, string layers, string name, string format)
    {
        DatasetFacts facts = channels switch { 1 => lab.Facts, 3 => lab.ColourFacts, _ => lab.CutoutFacts };
        var folder = Directory.CreateDirectory(lab.File($"{name}-{channels}-{layers}")).FullName;
        var checkpoint = lab.Store(SmallLab.Plan(facts, labels, LayerSwitches.All[layers])[labels ? 4 : 3], $"{name}-{channels}-{layers}.safetensors", labels ? 1 : 0.4);
        var result = await CommandLine.Run("export", checkpoint, "--format", format, "-o", Path.Combine(folder, "generator." + format), "--images", "0", "--threads", "1");
        Assert.Equal(("", 0), (result.Error, result.Code));
        return (LoadedGenerator.Open(checkpoint, torch.CPU), Path.Combine(folder, "generator.md"));
    }

    /// <summary>The lab's images of what a snippet fed its session.</summary>
    private static byte[] Drawn(LoadedGenerator generator, string model)
    {
        using var scope = torch.NewDisposeScope();
        var inputs = JsonDocument.Parse(File.ReadAllBytes(NodeRuntime.InputsOf(model))).RootElement;
        var latents = Numbers(inputs.GetProperty("latents"));
        Assert.InRange(latents.Average(), -1.2, 1.2);
        Assert.InRange(latents.Average(x => x * x), 0.1, 4);
        var classes = generator.Network.Labels == 0 ? null : Numbers(inputs.GetProperty("labels")).Chunk(generator.Network.Labels).Select(row => Array.IndexOf(row, 1f)).ToArray();
        Assert.Equal(classes is null, !inputs.TryGetProperty("labels", out _));
        return Together(generator, torch.tensor(latents, [latents.Length / 8, 8]), classes);
    }

    /// <summary>[N,C,16,16] images of one call: batch normalization is over all of them, as in exported files.</summary>
    private static byte[] Together(LoadedGenerator generator, torch.Tensor latents, int[]? classes)
    {
        using var scope = torch.NewDisposeScope();
        var labels = classes is null ? null : OneHot.Of(classes, generator.Network.Labels, torch.CPU);
        var images = generator.Network.Call(generator.Parameters.Bind(differentiable: false), latents, generator.Alpha, labels);
        return (images * 127.5 + 127.5).round().clamp(0, 255).to(torch.ScalarType.Byte).contiguous().data<byte>().ToArray();
    }

    private static float[] Numbers(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(v => v.GetSingle())];

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
            Assert.InRange(Math.Abs(expected[(image * channels + i % channels) * Pixels + i / channels] - actual[i]), 0, 1);
    }

    private static string Beside(string card, string name) => Path.Combine(Path.GetDirectoryName(card)!, name);
}
