using PgGanLab.Model.Export;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Tests.Import;
using PgGanLab.Tools.Tests.Onnx;
using TorchSharp;

namespace PgGanLab.Tools.Tests.Verbs;

public sealed class ImportVerbTests(SmallLab lab, ImportSamples samples)
    : IClassFixture<SmallLab>, IClassFixture<ImportSamples>
{
    [Theory]
    [InlineData("zoo.pth", "PyTorch GAN zoo")]
    [InlineData("zoo-mse.pth", "PyTorch GAN zoo")]                              // ends with tanh
    [InlineData("tf-fading.pkl", "the official TensorFlow code")]
    [InlineData("depth_4_epoch_3.bin", "pro_gan_pytorch")]                      // nothing normalizes the dense layer
    public async Task an_imported_generator_can_be_drawn_with_and_exported_as_onnx(string name, string program)
    {
        var (imported, onnx) = (lab.File($"{name}.safetensors"), lab.File("zoo.onnx"));
        Assert.Equal(("", 0), await Run("import", samples.PathOf(name), "-o", imported, "--force"));
        Assert.Equal(("", 0), await Run("generate", imported, "-o", lab.File("zoo.png"), "--force", "--threads", "1"));
        Assert.Equal(("", 0),
            await Run("export", imported, "--format", "onnx", "-o", onnx, "--force", "--data", lab.Data,
                "--threads", "1"));
        Assert.Contains($"imported from {program}, {name}", await File.ReadAllTextAsync(lab.File("zoo.md")),
            StringComparison.Ordinal);
        Assert.Contains("was imported; the lab has not seen its training.",
            (await Run("timelapse", imported, "-o", lab.File("zoo.mp4"), "--threads", "1")).Error,
            StringComparison.Ordinal);

        using var scope = torch.NewDisposeScope();
        using var generator = LoadedGenerator.Open(imported, torch.CPU);
        var latents = RandomTensors.Normal(1, [3, 6]);
        var expected =
            generator.Network.Call(generator.Parameters.Scaled(differentiable: false), latents, generator.Alpha).ToHost();
        var images = OnnxModel.Run(onnx, ("latents", [3, 6], latents.ToHost()));
        Assert.InRange(expected.Zip(images).Max(p => Math.Abs(p.First - p.Second)), 0, 1e-4);
    }

    [Fact]
    public async Task what_a_file_does_not_say_is_a_remark()
    {
        var (error, code) = await Run(
            "import", samples.PathOf("zoo-weights-alone.pth"), "-o", lab.File("alone.safetensors"));

        Assert.Equal(0, code);
        Assert.Contains("The file doesn't name its loss; WGANGP is taken", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_person_may_say_how_images_end_where_the_file_does_not()
    {
        var file = lab.File("tanh.safetensors");
        Assert.Equal(("", 0), await Run("import", samples.PathOf("zoo-weights-alone-mse.pth"), "--tanh", "-o", file));
        using var generator = LoadedGenerator.Open(file, torch.CPU);
        Assert.True(generator.Shape.Layers.TanhAtEnd);

        var (error, code) = await Run("import", lab.Checkpoint, "--tanh", "-o", lab.File("none.safetensors"));
        Assert.Equal(1, code);
        Assert.Contains("says itself how its images end; --tanh is for files that don't.", error,
            StringComparison.Ordinal);
        Assert.False(File.Exists(lab.File("none.safetensors")));
    }

    [Fact]
    public async Task a_generator_without_its_like_leaves_nothing_behind()
    {
        var (error, code) = await Run(
            "import", samples.PathOf("no-two-attributes.pth"), "-o", lab.File("none.safetensors"));

        Assert.Equal(1, code);
        Assert.Contains("it draws by 2 attributes at once (Gender, Hair)", error, StringComparison.Ordinal);
        Assert.False(File.Exists(lab.File("none.safetensors")));
    }

    [Fact]
    public async Task a_checkpoint_of_the_lab_becomes_its_generator()
    {
        Assert.Equal(("", 0), await Run("import", lab.Checkpoint, "-o", lab.File("own.safetensors")));
        Assert.Equal(("", 0), await Run("export", lab.Checkpoint, "-o", lab.File("exported.safetensors"), "--data",
            lab.Data, "--images", "0", "--threads", "1"));

        Assert.Equal(await File.ReadAllBytesAsync(lab.File("exported.safetensors")),
            await File.ReadAllBytesAsync(lab.File("own.safetensors")));
    }

    [Theory]
    [InlineData("There is no file 'none.pth'.", "none.pth", "x.safetensors")]
    [InlineData("There is no file 'x.bin'.", "x.bin", "x.safetensors")]
    [InlineData("must end in .safetensors, which says the format.", "none.pth", "x.onnx")]
    public async Task bad_input_gets_one_sentence(string sentence, string from, string to)
    {
        var (error, code) = await Run("import", from, "-o", lab.File(to));

        Assert.Equal(1, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    private static async Task<(string Error, int Code)> Run(params string[] arguments)
    {
        var result = await CommandLine.Run(arguments);
        return (result.Error, result.Code);
    }
}
