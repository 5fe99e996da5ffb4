using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Files;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep preview FILE</c>: what a sweep would do; nothing is kept.</summary>
internal sealed class SweepPreviewVerb : ServerVerb
{
    private const int MostPoints = 20;

    private readonly Argument<string> file =
        new("FILE") { Description = "The sweep's YAML, such as samples/fashion-mnist-demo.yaml." };

    public SweepPreviewVerb() : base("preview", "Show what a sweep would do: its experiments and what they cost.") =>
        Arguments.Add(file);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var document = await SweepFile.Read(arguments.GetRequiredValue(file), cancellationToken);
        var preview = await lab.Preview(document.Content, document.MediaType, cancellationToken);
        if (WantsJson(arguments))
        {
            screen.Json(preview);
            return ExitCode.Done;
        }
        foreach (var remark in preview.Remarks)
            screen.Remark(remark);
        screen.Line(SweepTable.Cost(preview));
        if (preview is { Time: { } time, KimgToTrain: > 0 })
            screen.Line($"takes about {time}");
        if (preview.KimgToTrain > 0)
            screen.Line($"takes up to {Readable.Bytes(preview.DiskBytes)} of disk, and about "
                + $"{Readable.Bytes(preview.MemoryBytes)} of a device's memory");
        if (preview.KimgExpected is not null)
            screen.Line(SweepTable.Rungs(preview));
        for (var i = 0; i < Math.Min(MostPoints, preview.Points.Length); i++)
        {
            var name = preview.Names[i].Length > 0 ? preview.Names[i]
                : preview.Points[i].IsEmpty ? "the base configuration"
                : string.Join(", ", preview.Points[i].Select(s => s.Short()));
            screen.Line($"#{i + 1} {name}");
        }
        if (preview.Points.Length > MostPoints)
            screen.Line($"and {Readable.Count(preview.Points.Length - MostPoints)} more");
        return ExitCode.Done;
    }
}
