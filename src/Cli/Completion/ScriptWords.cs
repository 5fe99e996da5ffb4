using System.Collections.Immutable;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Completion;

/// <summary>The verbs that the script <c>lab</c> does by itself (build/*.sh), with their options.</summary>
internal static class ScriptWords
{
    private static readonly (string Verb, string Summary, string[] Options)[] Verbs =
    [
        ("up", "Start the lab on existing state; an interrupted sweep goes on where it was.",
        [
            "--port", "--address", "--data", "--disk", "--phases-per-device", "--accept-loss", "--cluster",
            "--public-url", "--trusted-proxy", "--sign-in",
        ]),
        ("stop", "Stop the lab that runs on a data directory.", ["--data"]),
        ("silo", "Join a cluster with this host's devices.",
        [
            "--join", "--token", "--cache", "--cluster", "--store", "--port", "--address", "--data", "--disk",
            "--phases-per-device", "--accept-loss", "--public-url", "--trusted-proxy", "--sign-in",
        ]),
        ("setup", "Install what is missing, build.", []),
        ("test", "Run every test.", ["--filter", "--chaos", "--seeds", "--seed", "--silos"]),
        ("bench", "Compare a training step with PyTorch's.", []),
    ];

    private static readonly ImmutableArray<string> WaysToSignIn = ["auto", "always", "proxy"];

    /// <summary>Options that take no value.</summary>
    private static readonly ImmutableArray<string> Switches = ["--accept-loss", "--chaos"];

    public static ImmutableArray<CommandWord> All { get; } =
    [
        .. Verbs.SelectMany(v => v.Options.SelectMany(o => Option($"lab {v.Verb}", o))
            .Append(new CommandWord($"lab {v.Verb}", "--help", "Say how it is used."))
            .Prepend(new CommandWord("lab", v.Verb, v.Summary))),
        new("lab", "--version", "Say which lab this is."),
    ];

    private static IEnumerable<CommandWord> Option(string after, string name)
    {
        yield return new CommandWord(after, name, "");
        if (name == "--sign-in")
            foreach (var way in WaysToSignIn)
                yield return new CommandWord($"{after} {name}", way, "");
        else if (!Switches.Contains(name) && !(after == "lab up" && name == "--cluster"))
            yield return new CommandWord($"{after} {name}", "", "");
    }
}
