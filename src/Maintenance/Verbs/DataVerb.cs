using System.CommandLine;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Store;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance.Verbs;

/// <summary>A verb that works on the directories of a lab of this machine.</summary>
internal abstract class DataVerb : LabVerb
{
    private readonly Option<string> data = new("--data")
    {
        Description = "The lab's data directory.",
        DefaultValueFactory = _ => "./data",
        HelpName = "DIR",
    };

    private readonly Option<string?> store = new("--store")
    {
        Description = "Its store directory, where that is not the one in the data directory.",
        HelpName = "DIR",
    };

    private readonly Option<bool> json = new("--json") { Description = "Print JSON (docs/cli.md)." };

    /// <param name="name">The verb.</param>
    /// <param name="description">What it does, in a line.</param>
    /// <param name="hasStore">Whether it looks at the store too.</param>
    protected DataVerb(string name, string description, bool hasStore = true) : base(name, description)
    {
        foreach (var option in hasStore ? (Option[])[data, store, json] : [data, json])
            Options.Add(option);
    }

    protected LabDirectories Directories(ParseResult arguments) =>
        LabDirectories.Of(arguments.GetRequiredValue(data),
            Options.Contains(store) ? arguments.GetValue(store) : null);

    protected bool WantsJson(ParseResult arguments) => arguments.GetValue(json);

    /// <summary>Prints a result: as JSON where that was asked for, else in words.</summary>
    protected void Print<T>(ParseResult arguments, T result, string inWords) =>
        arguments.InvocationConfiguration.Output.WriteLine(
            arguments.GetValue(json) ? JsonSerializer.Serialize(result, LabJson.Indented) : inWords);
}
