using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Model.Imaging;
using PgGanLab.Tools.Files;
using PgGanLab.Tools.Sources;
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary>
/// <c>lab timelapse CHECKPOINT -o VIDEO</c>: the same latents over the whole training that led to a checkpoint.
/// </summary>
internal sealed class TimelapseVerb : GeneratorVerb
{
    private readonly Option<bool> checkpoints = new("--checkpoints")
    {
        Description = "Draw each checkpoint that is left, with --seeds; without it the samples of every tick are shown."
    };
    private readonly Option<string> grid = new("--grid")
    {
        Description = "With --checkpoints: images beside and below each other (default 8x4).",
        DefaultValueFactory = _ => "8x4",
        HelpName = "WxH"
    };
    private readonly Option<double> fps = new("--fps")
    {
        Description = "Ticks or checkpoints a second (default 8).",
        DefaultValueFactory = _ => 8,
        HelpName = "N"
    };

    public TimelapseVerb() : base(
        "timelapse", "Make a video of the same latents over the whole training that led to a checkpoint.",
        new DrawingOptions("0-31"),
        new("CHECKPOINT") { Description = "A checkpoint or generator of the lab: the end of the training to show." }) =>
        AddOptions("The video: .mp4, .webm, .webp or .gif.", checkpoints, grid, fps);

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var (device, path) = Prepare(arguments, VideoFile.CheckName);
        using var scope = torch.NewDisposeScope();
        if (arguments.GetValue(fps) is not (>= 0.1 and <= 60))
            throw new InvalidInputException("--fps must be 0.1 to 60.");
        using var end = Open(arguments, device);
        if (end.Origin.Recipe is null)
            throw new InvalidInputException($"{end.Path} was imported; the lab has not seen its training.");
        var store = Compute.Data(arguments).Store;
        var way = TrainingPath.To(end, store);
        var drawn = arguments.GetValue(checkpoints);
        var files = drawn ? way.Checkpoints() : way.Samples();
        if (files.Count == 0)
            throw new InvalidInputException(
                $"{store} has no {(drawn ? "checkpoint" : "sample")} of the training that led to {end.Path}; "
                + "--data names the lab's data directory.");
        if (!way.IsComplete)
            screen.Remark("Earlier phases are not in the store any more; the video begins later.");
        new WorkBar(screen, WantsJson(arguments)).Follow(Path.GetFileName(path), 2.0 * files.Count, progress =>
        {
            var frames = files.Select(f =>
                Frame(drawn ? Draw(arguments, f.File, device, stop) : File.ReadAllBytes(f.File), f.File, progress))
                .ToList();
            Write(path, frames, arguments.GetValue(fps), progress);
            return frames.Count;
        });
        if (WantsJson(arguments))
            screen.WriteJson(new { file = path, frames = files.Select(f => new { f.Nimg, f.File }) });
        else
            screen.Line(
                $"{Readable.Plural(files.Count, "frame")} in {path}, "
                + $"{files[0].Nimg / 1000.0:0.#} to {files[^1].Nimg / 1000.0:0.#} kimg");
    }

    private static OpaquePng Frame(byte[] png, string file, WorkProgress progress)
    {
        progress.Advance(1, "images");
        return OpaquePng.Of(png, file);
    }

    /// <summary>A checkpoint's images as a PNG file.</summary>
    private byte[] Draw(ParseResult arguments, string file, torch.Device device, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var scope = torch.NewDisposeScope();
        using var loaded = Compute.Data(arguments).Generator(file, device);
        var (columns, rows) = GridSize.Parse(arguments.GetRequiredValue(grid));
        var seeds = Drawing.Seeds(arguments);
        var all = Enumerable.Range(0, columns * rows)
            .Select(i => seeds[i % seeds.Count] + i / seeds.Count * (seeds.Max() + 1)).ToList();
        var pixels = loaded.Draw(Drawing.Latents(arguments, loaded, all),
            Drawing.Classes(arguments, loaded, all.Count, Compute.Data(arguments)));
        var png = new MemoryStream();
        PngWriter.Write(png, ImageGrid.Of(pixels, loaded.Network.Channels, loaded.Network.Resolution, columns, rows));
        return png.ToArray();
    }

    /// <summary>Frames of lower resolutions are enlarged to the largest.</summary>
    private static void Write(string path, List<OpaquePng> frames, double fps, WorkProgress progress)
    {
        using var video = VideoFile.OfPngs(path, frames.Max(f => f.Width), frames.Max(f => f.Height), fps);
        foreach (var frame in frames)
        {
            video.Add(frame.File);
            progress.Advance(1, "frames");
        }
        video.Finish();
    }
}
