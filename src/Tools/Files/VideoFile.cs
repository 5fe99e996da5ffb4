using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using PgGanLab.Growth;

namespace PgGanLab.Tools.Files;

/// <summary>
/// A video or animated image that ffmpeg writes while frames are handed to it: whole under its name, or not there. The
/// format follows the name: .mp4 (H.264), .webm (VP9), .webp or .gif.
/// </summary>
internal sealed class VideoFile : IDisposable
{
    private static readonly Dictionary<string, string[]> Encoders = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp4"] = [
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p", "-movflags", "+faststart"],
        [".webm"] = ["-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-deadline", "good", "-cpu-used",
            "5", "-pix_fmt", "yuv420p"],
        [".webp"] = ["-c:v", "libwebp_anim", "-quality", "90", "-loop", "0"],
        [".gif"] = ["-filter_complex", "split[a][b];[a]palettegen[p];[b][p]paletteuse", "-loop", "0"],
    };

    private readonly string path;
    private readonly string temporary;
    private readonly Process ffmpeg;
    private readonly Task<string> errors;

    private VideoFile(string path, string temporary, Process ffmpeg)
    {
        (this.path, this.temporary, this.ffmpeg) = (path, temporary, ffmpeg);
        errors = ffmpeg.StandardError.ReadToEndAsync();
    }

    /// <summary>Says early what would fail late.</summary>
    /// <exception cref="InvalidInputException">The name's ending is no known format.</exception>
    public static void CheckName(string path)
    {
        if (!Encoders.ContainsKey(Path.GetExtension(path)))
            throw new InvalidInputException(
                $"{path} must end in one of {string.Join(", ", Encoders.Keys)}, which says the format.");
    }

    /// <summary>Frames come as RGB pixels, [Height,Width,3] each.</summary>
    /// <exception cref="InvalidInputException">Unknown format, or there is no ffmpeg.</exception>
    public static VideoFile OfPixels(string path, int width, int height, double fps) => Start(path, fps,
        ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", string.Create(CultureInfo.InvariantCulture, $"{width}x{height}")],
        []);

    /// <summary>Frames come as PNG files of any size; each is enlarged to the given one.</summary>
    /// <exception cref="InvalidInputException">Unknown format, or there is no ffmpeg.</exception>
    public static VideoFile OfPngs(string path, int width, int height, double fps) => Start(path, fps,
        ["-f", "image2pipe", "-c:v", "png"],
        [string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}:flags=neighbor")]);

    /// <summary>Appends a frame.</summary>
    /// <exception cref="InvalidInputException">ffmpeg has given up; the message is its own.</exception>
    public void Add(ReadOnlySpan<byte> frame)
    {
        try
        {
            ffmpeg.StandardInput.BaseStream.Write(frame);
        }
        catch (IOException)
        {
            throw Failure();
        }
    }

    /// <summary>Waits for the last frame to be written and gives the file its name.</summary>
    /// <exception cref="InvalidInputException">ffmpeg failed; the message is its own.</exception>
    public void Finish()
    {
        ffmpeg.StandardInput.Close();
        ffmpeg.WaitForExit();
        if (ffmpeg.ExitCode != 0)
            throw Failure();
        File.Move(temporary, path, overwrite: true);
    }

    public void Dispose()
    {
        if (!ffmpeg.HasExited)
        {
            ffmpeg.Kill();
            ffmpeg.WaitForExit();
        }
        ffmpeg.Dispose();
        File.Delete(temporary);
    }

    private static VideoFile Start(string path, double fps, string[] input, string[] filters)
    {
        CheckName(path);
        var extension = Path.GetExtension(path);
        var temporary = $"{path}.{Guid.NewGuid():N}{extension}";
        string[] encoder = Encoders[extension];
        if (filters is [var filter])
            encoder = encoder[0] == "-filter_complex"
                ? ["-filter_complex", $"{filter},{encoder[1]}", .. encoder[2..]]
                : ["-vf", filter, .. encoder];
        var rate = fps.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("ffmpeg",
            ["-v", "error", "-nostdin", .. input, "-r", rate, "-i", "pipe:0", .. encoder, "-an", "-y", temporary])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        try
        {
            return new VideoFile(path, temporary, Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new InvalidInputException("Videos need ffmpeg, which is not installed: apt-get install ffmpeg.", e);
        }
    }

    private InvalidInputException Failure()
    {
        ffmpeg.WaitForExit();
        return new InvalidInputException(
            $"ffmpeg could not write {path}: {errors.GetAwaiter().GetResult().Trim().Split('\n')[^1]}");
    }
}
