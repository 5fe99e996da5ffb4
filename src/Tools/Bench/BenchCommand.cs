using System.CommandLine;

namespace PgGanLab.Tools.Bench;

/// <summary>
/// <c>lab bench</c>: how fast this machine trains and measures. (Without a verb of these the
/// script compares with PyTorch.)
/// </summary>
internal sealed class BenchCommand : Command
{
    public BenchCommand() : base("bench", "Time training steps or SWD measurements on this machine.")
    {
        Subcommands.Add(new TrainBenchVerb());
        Subcommands.Add(new SwdBenchVerb());
    }
}
