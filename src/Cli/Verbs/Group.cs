using System.CommandLine;
using System.CommandLine.Help;

namespace PgGanLab.Cli.Verbs;

/// <summary>A word with verbs under it; alone it shows its help.</summary>
internal sealed class Group : Command
{
    public Group(string name, string description) : base(name, description) =>
        SetAction(arguments => new HelpAction().Invoke(arguments));
}
