using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PgGanLab.Model.Imaging;

namespace PgGanLab.Tools.Tests.Verbs;

/// <summary>Videos are checked with ffprobe: size and number of frames as they come out.</summary>
public sealed class VideoVerbTests(SmallLab lab) : IClassFixture<SmallLab>
{
    [Theory]
    [InlineData(".mp4", "h264")]
    [InlineData(".webm", "vp9")]
    [InlineData(".gif", "gif")]
    public async Task an_interpolation_has_every_frame(string extension, string codec)
    {
        NeedsFfmpeg();
        var path = lab.File("interpolation" + extension);
        Assert.Equal(("", 0), await Run("interpolate", lab.Checkpoint, "-o", path, "--grid", "3x2", "--stations", "2",
            "--seconds", "0.5", "--fps", "10"));

        Assert.Equal((codec, 3 * 64, 2 * 64, 10), Probe(path));
    }

    [Fact]
    public async Task an_animated_webp_is_one()
    {
        NeedsFfmpeg();
        var path = lab.File("interpolation.webp");
        Assert.Equal(("", 0), await Run("interpolate", lab.Checkpoint, "-o", path, "--grid", "2x1", "--stations", "2",
            "--seconds", "0.3", "--fps", "10"));

        var bytes = await File.ReadAllBytesAsync(path);
        Assert.Equal("RIFF"u8, bytes.AsSpan(0, 4));
        Assert.Equal(6, Count(bytes, "ANMF"u8));
    }

    [Fact]
    public async Task a_timelapse_follows_the_phases_of_one_path()
    {
        NeedsFfmpeg();
        foreach (var phase in lab.Phases)
        {
            var folder = Path.Combine("store", "phases", phase.Key.Value[..2], phase.Key.Value, "0001");
            Directory.CreateDirectory(lab.File(folder));
            lab.Store(phase, Path.Combine(folder, "final.safetensors"));
            foreach (var nimg in (long[])[phase.Recipe.Start + 8, phase.Recipe.Start + 16])
                Sample(Path.Combine(lab.File(folder),
                    string.Create(CultureInfo.InvariantCulture, $"sample-{nimg:D9}.png")), phase.Recipe.Resolution);
        }
        var other = SmallLab.Plan(lab.ColourFacts)[0];
        Directory.CreateDirectory(lab.File($"store/phases/{other.Key.Value[..2]}/{other.Key.Value}/0001"));
        lab.Store(other, $"store/phases/{other.Key.Value[..2]}/{other.Key.Value}/0001/final.safetensors");
        var (samples, drawn) = (lab.File("samples.mp4"), lab.File("drawn.mp4"));

        Assert.Equal(("", 0), await Run("timelapse", lab.Checkpoint, "-o", samples, "--data", lab.Data));
        Assert.Equal(("", 0),
            await Run("timelapse", lab.Checkpoint, "-o", drawn, "--data", lab.Data, "--checkpoints", "--grid", "3x2"));

        Assert.Equal(("h264", 128, 64, 2 * lab.Phases.Length), Probe(samples));
        Assert.Equal(("h264", 3 * 64, 2 * 64, lab.Phases.Length), Probe(drawn));
    }

    [Theory]
    [InlineData(
        "must end in one of .mp4, .webm, .webp, .gif, which says the format.", "interpolate", "-o", "DATA/x.avi")]
    [InlineData("--grid is '4'; it takes columns and rows, such as 4x2, at most 64 each.", "interpolate", "-o",
        "DATA/x.mp4", "--grid", "4")]
    [InlineData("It takes at least 2 --stations", "interpolate", "-o", "DATA/x.mp4", "--stations", "1")]
    [InlineData("--fps must be 0.1 to 60.", "timelapse", "-o", "DATA/x.mp4", "--fps", "0")]
    [InlineData("has no sample of the training that led to", "timelapse", "-o", "DATA/x.mp4", "--data", "DATA/none")]
    public async Task bad_input_gets_one_sentence_and_leaves_nothing(string sentence, params string[] arguments)
    {
        var (error, code) = await Run([arguments[0], lab.Checkpoint,
            .. arguments[1..].Select(a => a.Replace("DATA", lab.Data, StringComparison.Ordinal))]);

        Assert.Equal(1, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(lab.Data, "x.*"));
    }

    private static void Sample(string path, int resolution)
    {
        var pixels = new byte[2 * resolution * resolution];
        Array.Fill(pixels, (byte)resolution);
        using var file = File.Create(path);
        PngWriter.Write(file, ImageGrid.Of(pixels, 1, resolution, 2, 1));
    }

    private static void NeedsFfmpeg()
    {
        if (!File.Exists("/usr/bin/ffprobe"))
            Assert.Skip("ffmpeg is not installed; ./lab test installs it.");
    }

    private static (string Codec, int Width, int Height, int Frames) Probe(string path)
    {
        string[] arguments =
        [
            "-v", "error", "-count_frames", "-show_entries", "stream=codec_name,width,height,nb_read_frames", "-of",
            "json", path
        ];
        using var ffprobe = Process.Start(
            new ProcessStartInfo("ffprobe", arguments) { RedirectStandardOutput = true })!;
        var stream = JsonDocument.Parse(ffprobe.StandardOutput.ReadToEnd()).RootElement.GetProperty("streams")[0];
        ffprobe.WaitForExit();
        return (stream.GetProperty("codec_name").GetString()!, stream.GetProperty("width").GetInt32(),
            stream.GetProperty("height").GetInt32(),
            int.Parse(stream.GetProperty("nb_read_frames").GetString()!, CultureInfo.InvariantCulture));
    }

    private static int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> what)
    {
        var count = 0;
        for (var at = bytes.IndexOf(what); at >= 0; at = bytes.IndexOf(what))
        {
            count++;
            bytes = bytes[(at + what.Length)..];
        }
        return count;
    }

    private static async Task<(string Error, int Code)> Run(params string[] arguments)
    {
        var result = await CommandLine.Run([.. arguments, "--threads", "1"]);
        return (result.Error, result.Code);
    }
}
