using System.Diagnostics;

namespace PgGanLab.Cli.Tests.Completion;

public sealed class CompletionVerbTests
{
    [Fact]
    public async Task bash_completes_verbs_options_and_values()
    {
        var script = (await CommandLine.Run("completion", "bash")).Output;
        (string Typed, string Completed)[] examples =
        [
            ("./lab swe", "sweep"),
            ("./lab sweep n", "new note"),
            ("lab sweep new --pre", "--preset"),
            ("lab sweep new --preset karras-t", "karras-table1"),
            ("lab runs some-sweep --wh", "--where"),
            ("lab logs --level w", "warning"),
            ("lab completion z", "zsh"),
            ("lab up --public", "--public-url"),
            ("lab up --sign-in al", "always"),
            ("lab sweep submit samples", ""),
            ("lab sweep new --output sam", ""),
        ];
        var tries = examples.Select(e => $"COMP_WORDS=({e.Typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _lab; "
            + "echo \"${COMPREPLY[*]}\"");
        var printed = await Bash($"{script}\n{string.Join('\n', tries)}");
        Assert.Equal(
            examples.Select(e => (e.Typed, e.Completed)),
            printed.Split('\n').Zip(examples, (line, e) => (e.Typed, line)));
    }

    [Theory]
    [InlineData("zsh", "#compdef lab\n", "'new:Make a sweep from a preset", "compdef _lab lab\n")]
    [InlineData("fish", "# Completion of ./lab for fish", "complete -c lab -n '__lab_at \"lab sweep new\"' -l preset -r",
        "\n")]
    public async Task other_shells_have_their_own(string shell, string start, string within, string end)
    {
        var script = (await CommandLine.Run("completion", shell)).Output;
        Assert.StartsWith(start, script, StringComparison.Ordinal);
        Assert.Contains(within, script, StringComparison.Ordinal);
        Assert.EndsWith(end, script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fihs", "lab: 'fihs' is no shell that can be helped; did you mean 'fish'?")]
    [InlineData("tcsh", "lab: 'tcsh' is no shell that can be helped; there are bash, zsh and fish.")]
    public async Task another_shell_is_refused(string shell, string sentence)
    {
        var result = await CommandLine.Run("completion", shell);
        Assert.Equal((1, sentence, ""), (result.Code, result.Error.TrimEnd(), result.Output));
    }

    private static async Task<string> Bash(string commands)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEndAsync();
        await bash.StandardInput.WriteAsync(commands);
        bash.StandardInput.Close();
        await bash.WaitForExitAsync();
        Assert.Equal("", await errors);
        return await output;
    }
}
