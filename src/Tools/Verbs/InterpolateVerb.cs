using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Model.Drawing;
using PgGanLab.Model.Export;
using PgGanLab.Model.Imaging;
using PgGanLab.Tools.Files;
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary>
/// <c>lab interpolate FILE -o VIDEO</c>: a grid whose images wander through latent space and come back.
/// </summary>
internal sealed class InterpolateVerb : GeneratorVerb
{
    private readonly Option<string> grid = new("--grid")
    {
        Description = "Images beside and below each other (default 4x2).",
        DefaultValueFactory = _ => "4x2",
        HelpName = "WxH"
    };
    private readonly Option<int> stations = new("--stations")
    {
        Description = "Latents that each image passes before it is back (default 6).",
        DefaultValueFactory = _ => 6,
        HelpName = "N"
    };
    private readonly Option<double> seconds = new("--seconds")
    {
        Description = "From one station to the next (default 1.5).",
        DefaultValueFactory = _ => 1.5,
        HelpName = "S"
    };
    private readonly Option<int> fps =
        new("--fps") { Description = "Frames a second (default 30).", DefaultValueFactory = _ => 30, HelpName = "N" };

    public InterpolateVerb() : base(
        "interpolate", "Make a video of a grid of images that wander through latent space (spherical interpolation).",
        new DrawingOptions("0", "The first seed; the stations of all images count on from it")) =>
        AddOptions("The video: .mp4, .webm, .webp or .gif.", grid, stations, seconds, fps);

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var (device, path) = Prepare(arguments, VideoFile.CheckName);
        using var scope = torch.NewDisposeScope();
        var (columns, rows) = GridSize.Parse(arguments.GetRequiredValue(grid));
        var (stops, rate) = (arguments.GetValue(stations), arguments.GetValue(fps));
        var perStation = (int)Math.Round(arguments.GetValue(seconds) * rate);
        if (stops < 2 || rate is < 1 or > 120 || perStation is < 1 or > 100_000)
            throw new InvalidInputException(
                "It takes at least 2 --stations, 1 to 120 --fps and at least one frame in --seconds.");
        using var loaded = Open(arguments, device);
        var keys = Keys(loaded, Drawing.Seeds(arguments)[0], stops, columns * rows);
        var classes = Drawing.Classes(arguments, loaded, columns * rows, Compute.Data(arguments));
        var frames = stops * perStation;
        new WorkBar(screen, WantsJson(arguments)).Follow(Path.GetFileName(path), frames, progress =>
        {
            VideoFile? video = null;
            try
            {
                for (var frame = 0; frame < frames; frame++)
                {
                    stop.ThrowIfCancellationRequested();
                    using var step = torch.NewDisposeScope();
                    var latents = Drawing.Truncate(
                        arguments, loaded, SphericalPath.At(keys, (double)frame / perStation));
                    var image = ImageGrid.Of(loaded.Draw(latents, classes), loaded.Network.Channels,
                        loaded.Network.Resolution, columns, rows);
                    video ??= VideoFile.OfPixels(path, image.Width, image.Height, rate);
                    video.Add(image.ToRgb());
                    progress.Advance(1, "frames");
                }
                video!.Finish();
                return frames;
            }
            finally
            {
                video?.Dispose();
            }
        });
        if (WantsJson(arguments))
            screen.WriteJson(new { file = path, frames = frames, fps = rate });
        else
            screen.Line($"{Readable.Plural(frames, "frame")} in {path}");
    }

    /// <summary>[stations,images,L]; each image's way begins at its own seed.</summary>
    private static torch.Tensor Keys(LoadedGenerator loaded, long seed, int stations, int images)
    {
        var seeds = Enumerable.Range(0, stations * images).Select(i => seed + i).ToList();
        return SeededLatents.Of(seeds, loaded.Network.LatentSize).reshape(stations, images, loaded.Network.LatentSize);
    }
}
