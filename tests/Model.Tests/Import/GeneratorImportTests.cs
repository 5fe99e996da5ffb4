using PgGanLab.Growth;
using PgGanLab.Model.Export;
using PgGanLab.Model.Import;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Import;

/// <summary>Against files and images that Samples/make.py makes as other programs do.</summary>
public sealed class GeneratorImportTests(ImportSamples samples) : TorchTest, IClassFixture<ImportSamples>
{
    [Theory]
    [InlineData("zoo")]
    [InlineData("zoo-older-form")]
    [InlineData("zoo-mse")]
    [InlineData("zoo-dcgan-loss-fading")]
    [InlineData("zoo-logistic")]
    [InlineData("zoo-numpy-alpha")]
    [InlineData("zoo-numpy32-alpha")]
    [InlineData("zoo-unwrapped")]
    [InlineData("zoo-relu")]
    [InlineData("zoo-plain-rate")]
    [InlineData("zoo-grey-4px")]
    [InlineData("zoo-labels")]
    [InlineData("zoo-weights-alone")]
    [InlineData("zoo-parallel")]
    [InlineData("zoo-half")]
    [InlineData("zoo-bfloat16")]
    public void images_are_those_of_the_pytorch_gan_zoo(string name) => ImagesAgree(name, name + ".pth");

    [Theory]
    [InlineData("tf-fused-2")]
    [InlineData("tf-fused-3")]
    [InlineData("tf-fused-4")]
    [InlineData("tf-fused-5")]
    [InlineData("tf-plain")]
    [InlineData("tf-fading")]
    [InlineData("tf-fading-below")]
    [InlineData("tf-not-grown")]
    [InlineData("tf-labels")]
    [InlineData("tf-grey")]
    [InlineData("tf-alone")]
    [InlineData("tf-columns")]
    [InlineData("tf-no-wscale")]
    [InlineData("tf-no-pixelnorm")]
    [InlineData("tf-relu")]
    [InlineData("tf-float16")]
    [InlineData("golden-uncond-res8_a0.25")]
    [InlineData("golden-uncond-res16_a0.7")]
    [InlineData("golden-uncond-res32_a1")]
    [InlineData("golden-cond-res4_a1")]
    [InlineData("golden-cond-res16_a0.7")]
    [InlineData("golden-cond-res32_a1")]
    public void images_are_those_of_the_official_code(string name) => ImagesAgree(name, name + ".pkl");

    [Theory]
    [InlineData("depth_4_epoch_3.bin")]
    [InlineData("depth_3_epoch_1.bin")]
    [InlineData("renamed.bin")]
    [InlineData("plain-rate.bin")]
    [InlineData("without-shadow.bin")]
    [InlineData("weights.pth")]
    [InlineData("GAN_GEN_SHADOW_2.pth")]
    [InlineData("GAN_GEN_1.pth")]
    public void images_are_those_of_pro_gan_pytorch(string name) => ImagesAgree(name, name);

    [Theory]
    [InlineData("gen_R4_T100.pth.tar")]
    [InlineData("growing.pth.tar")]
    [InlineData("first.pth.tar")]
    [InlineData("latents.pth.tar")]
    [InlineData("bare.pth.tar")]
    public void images_are_those_of_pggan_pytorch(string name) => ImagesAgree(name, name);

    [Theory]
    [InlineData("zoo-weights-alone.pth", "WGANGP is taken")]
    [InlineData("depth_3_epoch_1.bin", "By the file's name 8 px were in training; the layers up to 16 px")]
    [InlineData("weights.pth", "whether its learning rate is equalized")]
    [InlineData("gen_R4_T100.pth.tar", "doesn't say how its images end (flag_tanh)")]
    [InlineData("gen_R4_T100.pth.tar", "doesn't keep the scales of its layers")]
    [InlineData("growing.pth.tar", "how far its newest layers have grown in; alpha 1 is taken")]
    public void what_a_file_does_not_say_is_remarked(string name, string remark)
    {
        var imported = Read(name);
        using var generator = imported.Generator;

        Assert.Contains(imported.Remarks, sentence => sentence.Contains(remark, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no-progan-tensor.bin",
        "it has a tensor 'style.weight', which pro_gan_pytorch's generators don't have")]
    [InlineData("no-progan-first.pth", "it is of pro_gan_pytorch's version 1")]
    [InlineData("no-progan-shape.pth", "'layers.0.conv_1.weight' is [6,8,5,5], not [6,8,4,4]")]
    [InlineData("no-pggan-bn.pth.tar", "it has batch normalization (flag_bn)")]
    [InlineData("no-pggan-tensor.pth.tar",
        "it has a tensor 'model.noise', which pggan-pytorch's generators don't have")]
    [InlineData("no-pggan-discriminator.pth.tar", "it is a discriminator of pggan-pytorch; a generator is needed")]
    public void what_other_programs_have_and_the_lab_has_not_is_refused(string name, string sentence) =>
        Assert.Contains(
            sentence, Assert.Throws<InvalidInputException>(() => Read(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("zoo-weights-alone-mse", "zoo-weights-alone-mse.pth")]
    [InlineData("tanh.pth.tar", "tanh.pth.tar")]
    public void images_end_with_tanh_where_a_person_says_so(string name, string file) =>
        ImagesAgree(name, file, tanh: true);

    [Theory]
    [InlineData("zoo.pth")]
    [InlineData("tf-plain.pkl")]
    [InlineData("depth_4_epoch_3.bin")]
    public void nobody_overrules_a_file_that_says_how_images_end(string name) => Assert.Contains(
        "it says itself how its images end; --tanh is for those that don't",
        Assert.Throws<InvalidInputException>(() => GeneratorImport.Read(samples.PathOf(name), tanh: true)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void where_a_generator_was_found_is_kept()
    {
        var imported = Read("zoo.pth");
        using var generator = imported.Generator;

        Assert.Empty(imported.Remarks);
        Assert.Equal("PyTorch GAN zoo, zoo.pth", generator.Origin.Source);
        Assert.Null(generator.Origin.Recipe);
    }

    [Theory]
    [InlineData("no-two-attributes", "it draws by 2 attributes at once (Gender, Hair); one is known here")]
    [InlineData("no-normalization",
        "it has perChannelNormalization off, with which the zoo's own generator draws nothing")]
    [InlineData("no-leak", "its leaky ReLU has slope 0.1; only 0.2 and 0 are known here")]
    [InlineData("no-loss", "its loss is 'Hinge'; MSE, DCGAN, WGANGP and Logistic are known here")]
    [InlineData("no-alpha", "its alpha is 1.5; 0 to 1 is possible")]
    [InlineData("no-alpha-number", "its setting alpha is no number")]
    [InlineData("no-channels", "its images have 2 channels; 1, 3 or 4 are possible here")]
    [InlineData("no-size", "its images have 2048 px; 1024 are possible here")]
    [InlineData("no-unknown-tensor", "it has a tensor 'attention.weight', which the zoo's generators don't have")]
    [InlineData("no-finite", "what it has for 16x16/ToRGB/bias is not finite")]
    [InlineData("no-stylegan", "it is a StyleGAN of the PyTorch GAN zoo")]
    [InlineData("no-dcgan", "it is a DCGAN of the PyTorch GAN zoo")]
    [InlineData("no-order", "numbers are not in order")]
    [InlineData("no-compression", "its entries are compressed, which PyTorch doesn't do")]
    [InlineData("no-code",
        "asks for 'posix.system', which is not among the names of plain data; nothing was run")]
    public void what_has_no_like_here_is_refused_in_one_sentence(string name, string sentence)
    {
        var message = Assert.Throws<InvalidInputException>(() => Read(name + ".pth")).Message;

        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Contains($"{name}.pth' can't be imported: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("is no generator of", message, StringComparison.Ordinal);
        Assert.False(File.Exists("harm-was-done"));
    }

    [Theory]
    [InlineData("style", "its network is built by 'G_style'; G_paper is known here")]
    [InlineData("epsilon", "its pixelwise normalization adds 0.0001; only 1E-08 is known here")]
    [InlineData("resolution", "its images have 2048 px; a power of 2 from 4 to 1024 is possible here")]
    [InlineData("odd-resolution", "its images have 24 px")]
    [InlineData("variable", "its network has a variable '8x8/Noise/weight', which G_paper doesn't have")]
    [InlineData("lod", "its network has no number 'lod'")]
    [InlineData("layer", "its network has no array '8x8/Conv1/bias'")]
    [InlineData("integers", "it has an array of 'i4'; floating-point numbers are needed")]
    [InlineData("discriminator", "it holds other things than the networks G, D and Gs")]
    [InlineData("theano", "it is a network of the Theano code")]
    [InlineData("labels", "its first layer has 6 inputs, too few for 99 labels")]
    public void what_the_official_code_has_and_the_lab_has_not_is_refused(string name, string sentence) =>
        Assert.Contains(sentence,
            Assert.Throws<InvalidInputException>(() => Read($"no-tf-{name}.pkl")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[0], "can't be imported")]
    [InlineData(new byte[] { (byte)'n', (byte)'o', (byte)'n', (byte)'e' },
        "instruction 0x6e at byte 0, which plain data doesn't need")]
    [InlineData(new byte[] { 0x80, 2, (byte)'}', (byte)'q', 0, (byte)'h', 0, (byte)'h', 0, (byte)'s', (byte)'.' },
        "can't be imported")]
    [InlineData(new byte[] { 0x80, 2, (byte)'X', 255, 255, 255, 127 }, "its pickle")]
    [InlineData(new byte[] { 0x80, 4, 0x8e, 255, 255, 255, 255, 255, 255, 255, 255 }, "its pickle ends in the middle")]
    [InlineData(new byte[] { 0x80, 2, (byte)'R', (byte)'.' }, "its pickle takes more from its stack than lies there")]
    public void other_files_are_refused_in_one_sentence(byte[] content, string sentence)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("other.pth"), content);

        Assert.Contains(sentence,
            Assert.Throws<InvalidInputException>(() => GeneratorImport.Read(folder.File("other.pth"))).Message,
            StringComparison.Ordinal);
    }

    /// <summary>
    /// As read, and as kept in a generator file. In float64, so that no slope of a leaky ReLU flips by rounding.
    /// </summary>
    private void ImagesAgree(string name, string file, bool tanh = false)
    {
        using var folder = new TemporaryFolder();
        using var generator = GeneratorImport.Read(samples.PathOf(file), tanh).Generator;
        var expected = samples.Expected(name);
        GeneratorExport.Write(generator, folder.File("kept.safetensors"));
        using var kept = LoadedGenerator.Open(folder.File("kept.safetensors"), CPU);

        foreach (var each in (LoadedGenerator[])[generator, kept])
        {
            using var exact = new NetworkParameters(
                each.Network.Layout, each.Parameters.ToArray(), CPU, ScalarType.Float64);
            var images = Images(each, exact, expected);
            Assert.Equal(expected.Shape, images.shape);
            Numbers.Close(expected.Images, images.to(ScalarType.Float32).ToHost(), 2e-5);
        }
    }

    private ImportedGenerator Read(string file) => GeneratorImport.Read(samples.PathOf(file));

    private static Tensor Images(LoadedGenerator generator, NetworkParameters parameters, SampleImages sample) =>
        generator.Network.Call(
            parameters.Scaled(differentiable: false),
            tensor(sample.Latents, [sample.Shape[0], generator.Network.LatentSize]).to(parameters.Stored.dtype),
            generator.Alpha,
            sample.Classes is null
                ? null
                : OneHot.Of(sample.Classes, generator.Network.Labels, CPU).to(parameters.Stored.dtype));
}
