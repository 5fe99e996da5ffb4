using System.Security.Cryptography;
using System.Text.Json;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Files;
using PgGanLab.Grains;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Demo;

/// <summary>The demo's sweep on a data directory: the one that was interrupted there, else a new one.</summary>
internal static class DemoSweep
{
    /// <summary>Which sweep a file became.</summary>
    /// <param name="Sweep">The sweep's id.</param>
    /// <param name="Sha256">Of the file, lower-case hex.</param>
    private sealed record Note(string Sweep, string Sha256);

    /// <summary>
    /// Goes on with the sweep that this file became here, if it has not ended; submits the file otherwise.
    /// </summary>
    /// <returns>The sweep, and whether it was there.</returns>
    public static async Task<(SweepSummary Sweep, bool GoesOn)> Begin(
        LabClient lab, SweepFile file, LabDirectories directories, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directories.Data, "demo.json");
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content));
        if (await Read(path, cancellationToken) is { } note && note.Sha256 == hash)
        {
            var earlier = (await lab.GetSweeps(archived: false, cancellationToken))
                .FirstOrDefault(s => s.Id == note.Sweep);
            if (earlier?.HasEnded() == false)
                return (earlier, true);
        }
        cancellationToken.ThrowIfCancellationRequested();
        // once the lab has it, it is noted: else nobody would go on with it
        var sweep = await lab.Submit(file.Content, file.MediaType, CancellationToken.None);
        await TargetFile.Write(path, overwrite: true, stream =>
            JsonSerializer.SerializeAsync(stream, new Note(sweep.Id, hash), LabJson.Options, CancellationToken.None));
        return (sweep, false);
    }

    private static async Task<Note?> Read(string path, CancellationToken cancellationToken) => File.Exists(path)
        ? JsonSerializer.Deserialize<Note>(await File.ReadAllTextAsync(path, cancellationToken), LabJson.Options)
        : null;
}
