using System.CommandLine;
using System.Diagnostics;
using PgGanLab.Cli.Output;
using PgGanLab.Cli.Verbs;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Completion;

/// <summary><c>lab completion SHELL</c>: a script that has a shell complete verbs, options and their values.</summary>
internal sealed class CompletionVerb : Verb
{
    private static readonly Dictionary<string, Func<IReadOnlyList<CommandWord>, string>> Shells = new()
    {
        ["bash"] = BashScript.Of,
        ["zsh"] = ZshScript.Of,
        ["fish"] = FishScript.Of,
    };

    private readonly Argument<string> shell = new("SHELL") { Description = "bash, zsh or fish.", HelpName = "SHELL" };

    public CompletionVerb() : base(
        "completion", "Print what has a shell complete verbs and options: source <(./lab completion bash).")
    {
        shell.CompletionSources.Add([.. Shells.Keys]);
        Arguments.Add(shell);
    }

    protected override async Task<int> Run(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var name = arguments.GetRequiredValue(shell);
        if (!Shells.TryGetValue(name, out var script))
            throw new LabException($"'{InputText.Shown(name)}' is no shell that can be helped; "
                + NearestName.Hint(name, Shells.Keys));
        CommandWord[] words = [
            .. CommandWord.Of(LabCommand.Create()), .. await OfProgram("Tools", cancellationToken),
            .. await OfProgram("Maintenance", cancellationToken), .. ScriptWords.All];
        screen.Line(script([.. words.DistinctBy(w => (w.After, w.Word))]));
        return ExitCode.Done;
    }

    /// <summary>The verbs of another program, which is built beside this one.</summary>
    private static async Task<IReadOnlyList<CommandWord>> OfProgram(string name, CancellationToken cancellationToken)
    {
        var program = Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, $"../../{name}/release/PgGanLab.{name}.dll"));
        if (!File.Exists(program))
            return [];
        using var other = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, CommandWord.Ask])
        {
            RedirectStandardOutput = true,
        })!;
        var printed = await other.StandardOutput.ReadToEndAsync(cancellationToken);
        await other.WaitForExitAsync(cancellationToken);
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CommandWord.Parse)];
    }
}
