namespace PgGanLab.Dashboard.Hosting;

/// <summary>What the host prints when it is asked how it is used.</summary>
internal static class LabUsage
{
    public const string Text = """
        Usage: dotnet PgGanLab.Dashboard.dll [--port N] [--address NAME] [--data DIR] [--Lab:NAME=VALUE …]

        Starts the lab in the foreground: silo, workers, database, dashboard and REST API in one process, until Ctrl-C.
        ./lab up does the same and builds before, if need be.

          --port N          where the dashboard and the API listen (default 5080; LAB_PORT)
          --address NAME    localhost (default), a name or an address of this host, or * for all of them (LAB_ADDRESS)
          --data DIR        where all state lives (default ./data; LAB_DATA)
          --Lab:NAME=VALUE  any other option (docs/cluster.md), such as --Lab:Devices=cuda:0; also LAB__NAME in the environment

        """;

    /// <summary>Whether the arguments ask for the text.</summary>
    public static bool IsAskedFor(IEnumerable<string> arguments) =>
        arguments.Any(a => a is "--help" or "-h" or "-?" or "/?");
}
