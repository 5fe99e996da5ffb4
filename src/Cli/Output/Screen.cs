using System.Text.Json;
using PgGanLab.Grains;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PgGanLab.Cli.Output;

/// <summary>Where a verb writes: a terminal with colour and live pictures, or plain text for pipes and files.</summary>
internal sealed class Screen
{
    /// <summary>Columns of plain text, which has no window to fit.</summary>
    private const int PlainWidth = 140;

    private readonly TextWriter output;
    private readonly TextWriter error;

    private Screen(TextWriter output, TextWriter error, IAnsiConsole console, bool isTerminal)
    {
        this.output = output;
        this.error = error;
        Console = console;
        IsTerminal = isTerminal;
    }

    public IAnsiConsole Console { get; }

    /// <summary>Whether a person watches: only then something moves.</summary>
    public bool IsTerminal { get; }

    public static Screen Of(TextWriter output, TextWriter error)
    {
        if (output == System.Console.Out && !System.Console.IsOutputRedirected)
            return new Screen(output, error, AnsiConsole.Console, isTerminal: true);
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        plain.Profile.Width = PlainWidth;
        return new Screen(output, error, plain, isTerminal: false);
    }

    /// <summary>One line, never wrapped, at once.</summary>
    public void Line(string text = "")
    {
        output.WriteLine(text);
        output.Flush();
    }

    public void Write(IRenderable renderable) => Console.Write(renderable);

    public void Json<T>(T value) => Line(JsonSerializer.Serialize(value, LabJson.Indented));

    /// <summary>A remark that is no result.</summary>
    public void Remark(string sentence) => error.WriteLine(sentence);
}
