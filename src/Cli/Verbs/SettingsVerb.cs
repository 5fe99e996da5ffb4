using System.CommandLine;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab settings [WORD]</c>: what a sweep's file can set, with defaults and ranges; needs no lab.</summary>
internal sealed class SettingsVerb : Verb
{
    private readonly Argument<string?> word = new("WORD")
    {
        Description = "Only settings with this in their name or meaning.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public SettingsVerb() : base("settings", "List what a sweep can set: defaults, ranges, meanings.") =>
        Arguments.Add(word);

    protected override Task<int> Run(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var sought = arguments.GetValue(word) ?? "";
        SettingDefinition[] found = [.. SettingCatalog.All.Where(s => $"{s.Name} {s.Summary}"
            .Contains(sought, StringComparison.OrdinalIgnoreCase))];
        if (found.Length == 0)
            throw new InvalidInputException($"No setting speaks of '{InputText.Shown(sought)}'"
                + NearestName.Question(sought, SettingCatalog.All.Select(s => s.Name)));
        screen.Write(SettingLines.Of(found));
        return Task.FromResult(ExitCode.Done);
    }
}
