using System.Diagnostics;
using System.Text.Json;
using PgGanLab.Model.Export;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Networks;
using PgGanLab.Tools.Tests.Onnx;
using TorchSharp;

namespace PgGanLab.Tools.Tests.Verbs;

/// <summary>Every verb with a generator of four channels, RGB and opacity.</summary>
public sealed class OpacityTests(SmallLab lab) : IClassFixture<SmallLab>
{
    private readonly string checkpoint = lab.Store(SmallLab.Plan(lab.CutoutFacts)[^1], "opacity.safetensors");

    [Fact]
    public async Task images_are_pngs_with_opacity()
    {
        Assert.Equal(("", 0), await Run("generate", checkpoint, "-o", lab.File("opacity.png"), "--seeds", "0-3"));
        Assert.Equal(("", 0), await Run("generate", checkpoint, "-o", lab.File("opacity"), "--seeds", "2"));

        using var scope = torch.NewDisposeScope();
        using var generator = LoadedGenerator.Open(checkpoint, torch.CPU);
        var expected = generator.Draw(Model.Drawing.SeededLatents.Of([2], 8), null);                        // [4,16,16]
        using var grid = Read(lab.File("opacity.png"));
        using var one = Read(lab.File("opacity/seed-000002.png"));
        Assert.Equal((128, 128, 4), (grid.Width, grid.Height, grid.Channels));
        Assert.Equal(expected, Enumerable.Range(0, 4)
            .SelectMany(c => Enumerable.Range(0, 256).Select(i => one.Pixels[4 * i + c])));
    }

    [Fact]
    public async Task exports_draw_the_same_opacity()
    {
        var (onnx, tensors) = (lab.File("opacity.onnx"), lab.File("opacity-again.safetensors"));
        Assert.Equal(("", 0),
            await Run("export", checkpoint, "--format", "onnx", "-o", onnx, "--data", lab.Data, "--images", "16"));
        Assert.Equal(("", 0), await Run("export", checkpoint, "-o", tensors, "--images", "0"));
        Assert.Contains(
            "16x16, RGB and opacity", await File.ReadAllTextAsync(lab.File("opacity.md")), StringComparison.Ordinal);
        using var scope = torch.NewDisposeScope();
        using var generator = LoadedGenerator.Open(checkpoint, torch.CPU);
        using var again = LoadedGenerator.Open(tensors, torch.CPU);
        var latents = RandomTensors.Normal(1, [3, 8]);
        var expected = generator.Network.Call(generator.Parameters.Scaled(differentiable: false), latents, 1).ToHost();
        Assert.Equal(expected, again.Network.Call(again.Parameters.Scaled(differentiable: false), latents, 1).ToHost());

        var images = OnnxModel.Run(onnx, ("latents", [3, 8], latents.ToHost()));

        Assert.Equal(3 * 4 * 256, images.Length);
        Assert.InRange(expected.Zip(images).Max(p => Math.Abs(p.First - p.Second)), 0, 1e-4);
    }

    [Theory]
    [InlineData("swd", 1, 2000)]
    [InlineData("msssim", 0, 1)]
    public async Task metrics_compare_four_channels(string metric, double least, double most)
    {
        var result = await CommandLine.Run("metric", metric, "--real", "cutouts", "--fake", checkpoint, "--images",
            "24", "--data", lab.Data, "--threads", "1", "--json");

        Assert.Equal((0, ""), (result.Code, result.Error));
        var values = JsonDocument.Parse(result.Output).RootElement.GetProperty("values");
        Assert.InRange(values.EnumerateObject().First().Value.GetProperty("mean").GetDouble(), least, most);
    }

    [Fact]
    public async Task extractors_refuse_it_in_one_sentence()
    {
        var extractor = Path.Combine(AppContext.BaseDirectory, "extractor.pt");
        var (error, code) = await Run("metric", "fid", "--real", "cutouts", "--fake", checkpoint, "--images", "24",
            "--data", lab.Data, "--extractor", extractor);

        Assert.Equal(("lab: Extractors see grey or RGB images; these have 4 channels.\n", 1), (error, code));
    }

    [Fact]
    public async Task the_nearest_images_are_shown_with_their_opacity()
    {
        Assert.Equal(("", 0), await Run("nearest", checkpoint, "--real", "cutouts", "-o",
            lab.File("opacity-nearest.png"), "--seeds", "0", "--count", "2", "--data", lab.Data));

        using var grid = Read(lab.File("opacity-nearest.png"));
        Assert.Equal((64 * 7, 64, 4), (grid.Width, grid.Height, grid.Channels));
    }

    [Fact]
    public async Task videos_lie_on_white()
    {
        if (!File.Exists("/usr/bin/ffmpeg"))
            Assert.Skip("ffmpeg is not installed; ./lab test installs it.");
        var phase = SmallLab.Plan(lab.CutoutFacts)[0];
        var folder =
            Directory.CreateDirectory(lab.File($"store/phases/{phase.Key.Value[..2]}/{phase.Key.Value}/0001")).FullName;
        var start = lab.Store(phase, Path.Combine(folder, "final.safetensors"));
        await using (var sample = File.Create(Path.Combine(folder, "sample-000000016.png")))
            PngWriter.Write(sample, new PixelImage(32, 32, 4, new byte[32 * 32 * 4]));         // black that nobody sees

        Assert.Equal(("", 0), await Run("timelapse", start, "-o", lab.File("opacity.mp4"), "--data", lab.Data));
        Assert.Equal(("", 0), await Run("interpolate", checkpoint, "-o", lab.File("opacity.gif"), "--grid", "1x1",
            "--stations", "2", "--seconds", "0.1", "--fps", "10"));

        Assert.All(FirstFrame(lab.File("opacity.mp4")), value => Assert.InRange(value, 250, 255));
        Assert.Equal(64 * 64 * 3, FirstFrame(lab.File("opacity.gif")).Length);
    }

    private static byte[] FirstFrame(string video)
    {
        string[] arguments = ["-v", "error", "-i", video, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardOutput = true })!;
        var pixels = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(pixels);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
        return pixels.ToArray();
    }

    private static DecodedImage Read(string path) => ImageDecoder.Decode(File.ReadAllBytes(path), mostPixels: 1 << 20);

    private static async Task<(string Error, int Code)> Run(params string[] arguments)
    {
        var result = await CommandLine.Run([.. arguments, "--threads", "1"]);
        return (result.Error, result.Code);
    }
}
