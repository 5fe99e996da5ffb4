namespace PgGanLab.Dashboard.Hosting;

/// <summary>What the host prints when it is asked how it is used.</summary>
internal static class LabUsage
{
    public const string Text = """
        Usage: dotnet PgGanLab.Dashboard.dll [--port N] [--address NAME] [--data DIR] [--disk SIZE]
               [--phases-per-device N] [--public-url URL] [--trusted-proxy ADDRESS …]
               [--sign-in auto|always|proxy] [--Lab:NAME=VALUE …]

        Starts the lab in the foreground: silo, workers, database, dashboard and REST API in one process, until Ctrl-C.
        ./lab up does the same and builds before, if need be.

          --port N          where the dashboard and the API listen (default 5080; LAB_PORT)
          --address NAME    localhost (default), a name or an address of this host, or * for all of them (LAB_ADDRESS)
                            anywhere but on localhost people must sign in (docs/security.md)
          --data DIR        where all state lives (default ./data; LAB_DATA)
          --disk SIZE       most that the store may take, such as 200GB: the least valuable goes first (LAB_DISK)
          --phases-per-device N
                            most phases that a device trains at once, 1 to 16 (default 1): more than one while that is
                            measured to train more images a second (docs/scheduling.md; LAB_PHASES_PER_DEVICE)
          --public-url URL  how browsers reach it through a proxy, such as https://lab.example/prefix (LAB_PUBLIC_URL)
          --trusted-proxy ADDRESS
                            a proxy on another host, or a network such as 10.0.0.0/8, whose X-Forwarded-… headers hold;
                            may stand several times (LAB_TRUSTED_PROXY, with commas)
          --sign-in WHEN    auto (default): people sign in where others than this host's users can reach the lab; always;
                            proxy: the proxy lets in whom it wants (LAB_SIGN_IN)
          --Lab:AcceptsHosts=true
                            lets other hosts join with a token (docs/cluster.md)
          --join URL, --token TOKEN
                            joins the lab at URL with this host's workers alone (LAB_JOIN, LAB_TOKEN)
          --cache SIZE      with --join: most that this host keeps of the lab's files (default 50GB; LAB_CACHE)
          --Lab:NAME=VALUE  any other option (docs/cluster.md), such as --Lab:Devices=cuda:0; also LAB__NAME in the environment

        LAB_WEBHOOK, or the file that LAB_WEBHOOK_FILE names, is the address of a webhook that is told when a sweep ends or
        something fails (docs/operations.md).

        """;

    /// <summary>Whether the arguments ask for the text.</summary>
    public static bool IsAskedFor(IEnumerable<string> arguments) =>
        arguments.Any(a => a is "--help" or "-h" or "-?" or "/?");
}
