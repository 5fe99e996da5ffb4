using PgGanLab.Cli.Output;
using Spectre.Console.Rendering;

namespace PgGanLab.Cli.Tests.Output;

/// <summary>What a terminal of a given width would show, without colour.</summary>
internal static class Rendering
{
    public static string[] Lines(IRenderable picture, int width)
    {
        var writer = new StringWriter();
        var screen = Screen.Of(writer, TextWriter.Null);
        screen.Console.Profile.Width = width;
        screen.Write(picture);
        return [.. writer.ToString().Split('\n').Select(line => line.TrimEnd())];
    }
}
