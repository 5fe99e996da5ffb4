using System.Text.Json;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Export;
using PgGanLab.Model.Networks;
using PgGanLab.Tools.Tests.Onnx;
using TorchSharp;

namespace PgGanLab.Tools.Tests.Verbs;

public sealed class ExportVerbTests(SmallLab lab) : IClassFixture<SmallLab>
{
    /// <summary>End of the last phase, and the middle of a fade-in.</summary>
    [Theory]
    [InlineData(4, 1.0)]
    [InlineData(3, 0.4)]
    public async Task onnx_draws_the_images_of_the_lab(int phase, double into)
    {
        var checkpoint = lab.Store(SmallLab.Plan(lab.ColourFacts)[phase], $"onnx-{phase}.safetensors", into);
        var path = lab.File($"onnx-{phase}.onnx");
        Assert.Equal(("", 0), await Export(checkpoint, "--format", "onnx", "-o", path));
        using var scope = torch.NewDisposeScope();
        using var generator = LoadedGenerator.Open(checkpoint, torch.CPU);
        var latents = RandomTensors.Normal(1, [5, 8]);
        var expected =
            generator.Network.Call(generator.Parameters.Scaled(differentiable: false), latents, generator.Alpha).ToHost();

        var images = OnnxModel.Run(path, ("latents", [5, 8], latents.ToHost()));

        Assert.Equal(into < 1, generator.Alpha < 1);
        Assert.Equal(expected.Length, images.Length);
        Assert.InRange(expected.Zip(images).Max(p => Math.Abs(p.First - p.Second)), 0, 1e-4);
        Assert.InRange(images.Max() - images.Min(), 0.1, 10);
    }

    [Fact]
    public async Task safetensors_keep_the_numbers_and_can_be_exported_again()
    {
        var (first, second) = (lab.File("first.safetensors"), lab.File("second.safetensors"));
        Assert.Equal(("", 0), await Export(lab.Checkpoint, "-o", first));
        Assert.Equal(("", 0), await Export(first, "-o", second));

        using var whole = SafetensorsFile.Open(lab.Checkpoint);
        using var exported = SafetensorsFile.Open(first);
        Assert.All(
            exported.Entries.Keys, name => Assert.Equal(whole.Read<float>("Gs/" + name), exported.Read<float>(name)));
        Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(second));
        GeneratorExport.Write(new CheckpointReference(lab.Checkpoint, null), lab.File("direct.safetensors"));
        Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(lab.File("direct.safetensors")));
    }

    [Fact]
    public async Task the_card_says_what_it_is_and_how_good()
    {
        var path = lab.File("card.onnx");
        Assert.Equal(("", 0), await Export(lab.Checkpoint, "--format", "onnx", "-o", path, "--images", "16"));

        var card = JsonDocument.Parse(await File.ReadAllBytesAsync(lab.File("card.json"))).RootElement;
        Assert.Equal(("discs", lab.Facts.Fingerprint),
            (card.GetProperty("datasetName").GetString(), card.GetProperty("dataset").GetString()));
        Assert.Equal(8, card.GetProperty("configuration").GetProperty("minibatch").GetInt32());
        Assert.Equal(["SWD x 10^3", "MS-SSIM"], card.GetProperty("metrics").EnumerateArray()
            .Select(m => m.GetProperty("name").GetString()));
        var text = await File.ReadAllTextAsync(lab.File("card.md"));
        Assert.All((string[])["## Python", "## C#", "## Browser", "card.onnx", lab.Facts.Fingerprint, "SWD x 10^3"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotMatch("\\b(FILE|LATENT|SIZE|CHANNELS|ALPHA|CLASSES|labels$|nolabels$)\\b", text);
    }

    [Fact]
    public async Task a_card_says_where_the_reference_comes_from_fewer_images()
    {
        Assert.Equal(("", 0), await Export(lab.Checkpoint, "-o", lab.File("halves.safetensors"), "--images", "2048"));

        var card = JsonDocument.Parse(await File.ReadAllBytesAsync(lab.File("halves.json"))).RootElement;
        Assert.Equal([(64, 32), (2048, 64)], card.GetProperty("metrics").EnumerateArray()
            .Select(m => (m.GetProperty("images").GetInt32(), m.GetProperty("referenceImages").GetInt32())));
        Assert.Matches(@"\| SWD x 10\^3 \| [^|]+ \| [\d.]+ \(32 images\) \| 64 \|",
            await File.ReadAllTextAsync(lab.File("halves.md")));
    }

    [Fact]
    public async Task onnx_takes_the_class_too()
    {
        var checkpoint = lab.Store(SmallLab.Plan(lab.Facts, labels: true)[^1], "classes.safetensors");
        var path = lab.File("classes.onnx");
        Assert.Equal(("", 0), await Export(checkpoint, "--format", "onnx", "-o", path));
        using var scope = torch.NewDisposeScope();
        using var generator = LoadedGenerator.Open(checkpoint, torch.CPU);
        var (latents, labels) = (RandomTensors.Normal(1, [4, 8]), OneHot.Of([0, 1, 1, 0], 2, torch.CPU));
        var expected = generator.Network
            .Call(generator.Parameters.Scaled(differentiable: false), latents, generator.Alpha, labels).ToHost();

        var images = OnnxModel.Run(path, ("latents", [4, 8], latents.ToHost()), ("labels", [4, 2], labels.ToHost()));

        Assert.InRange(expected.Zip(images).Max(p => Math.Abs(p.First - p.Second)), 0, 1e-4);
        Assert.Contains(
            "inputs.labels = ", await File.ReadAllTextAsync(lab.File("classes.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Generator 'none.safetensors' cannot be used: it is missing.", "none.safetensors", "-o", "DATA/x.onnx")]
    [InlineData("is there already; choose another name, or replace it with --force.", "CHECKPOINT", "-o", "CHECKPOINT")]
    [InlineData("does not exist; make it, or choose another.", "CHECKPOINT", "-o", "DATA/none/x.onnx")]
    [InlineData("x.json must end in .onnx or .safetensors, which says the format.", "CHECKPOINT", "-o", "DATA/x.json")]
    [InlineData("x.bin must end in .onnx or .safetensors, which says the format.", "CHECKPOINT", "-o", "DATA/x.bin")]
    [InlineData(
        "--format is safetensors, but DATA/x.onnx ends in .onnx; leave out --format, or end the name in .safetensors.",
        "CHECKPOINT", "--format", "safetensors", "-o", "DATA/x.onnx")]
    [InlineData("--format is onnx, but DATA/x.safetensors ends in .safetensors;", "CHECKPOINT", "--format", "onnx",
        "-o", "DATA/x.safetensors")]
    [InlineData("--images: '0,5' is no number; write 0.5.", "CHECKPOINT", "-o", "DATA/x.onnx", "--images", "0,5")]
    [InlineData("Argument 'gguf' not recognized.", "CHECKPOINT", "--format", "gguf", "-o", "DATA/x")]
    public async Task bad_input_gets_one_sentence(string sentence, params string[] arguments)
    {
        var result = await Export([.. arguments.Select(a => a.Replace("DATA", lab.Data, StringComparison.Ordinal)
            .Replace("CHECKPOINT", lab.Checkpoint, StringComparison.Ordinal))]);

        Assert.Equal(1, result.Code);
        Assert.StartsWith("lab: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            sentence.Replace("DATA", lab.Data, StringComparison.Ordinal), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_ending_chooses_and_what_is_no_generator_is_named_by_what_it_is()
    {
        var onnx = lab.File("chosen.onnx");
        Assert.Equal(("", 0), await Export(lab.Checkpoint, "-o", onnx, "--images", "0"));
        Assert.Equal("an ONNX file", FileContent.Of(onnx));

        Assert.Contains(
            $"Generator '{onnx}' cannot be used: it is an ONNX file; generators are read from safetensors.",
            (await Export(onnx, "-o", lab.File("again.safetensors"))).Error, StringComparison.Ordinal);
        var picture = lab.File("picture.safetensors");
        await File.WriteAllBytesAsync(picture, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);
        Assert.Contains("it is a PNG image; generators",
            (await Export(picture, "-o", lab.File("again.safetensors"))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_link_is_not_replaced()
    {
        var (target, link) = (lab.File("target.bin"), lab.File("link.safetensors"));
        await File.WriteAllTextAsync(target, "precious");
        File.CreateSymbolicLink(link, target);
        Assert.Contains("is no regular file",
            (await Export(lab.Checkpoint, "-o", link, "--images", "0", "--force")).Error, StringComparison.Ordinal);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal("precious", await File.ReadAllTextAsync(target));
    }

    private async Task<(string Error, int Code)> Export(params string[] arguments)
    {
        var result = await CommandLine.Run(["export", .. arguments, "--data", lab.Data, "--threads", "1"]);
        return (result.Error, result.Code);
    }
}
