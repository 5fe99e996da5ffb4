using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;

namespace PgGanLab.Maintenance.Tests;

/// <summary>
/// The directories of a lab that does not run: a record with a few files, in a directory that goes with the test.
/// </summary>
internal sealed class StoppedLab : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    private static readonly string Phase = new('a', 64);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pgganlab-maintenance-");

    private StoppedLab() => Directories = LabDirectories.Of(Path.Combine(folder.FullName, "data"));

    public LabDirectories Directories { get; }

    public string Data => Directories.Data;

    /// <summary>A path beside the data directory, where nothing is.</summary>
    public string Beside(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A lab with a checkpoint, a sample grid, a dataset and an extractor.</summary>
    public static async Task<StoppedLab> Create(string id = Id)
    {
        var lab = new StoppedLab();
        using (var host = Host(lab.Directories))
            await host.StartAsync();
        SqliteConnection.ClearAllPools();                               // the last one takes the log into the database
        lab.Sql($"INSERT INTO lab (name, value) VALUES ('lab-id', '{id}')");
        lab.Sql("INSERT INTO datasets (name, fingerprint, resolution, channels, images, labels) "
            + "VALUES ('shapes', 'f00dfeed0000', 8, 1, 4, 0)");
        lab.Write("lab-id", $"{id}\n");
        lab.Write("datasets/shapes-f00dfeed0000/dataset.json", "{}");
        lab.Write("datasets/shapes-f00dfeed0000/images-8.bin", new string('i', 300));
        lab.Write("extractors/0011.pt", "extractor");
        lab.Write("exports/aaaaaaaaaaaa-000001000-0.safetensors", "made again when it is wanted");
        lab.AddCheckpoint(1000);
        var sample = $"{StoreLayout.Lease(Phase, 1)}/sample-1000.png";
        lab.Write(sample, "picture");
        lab.Sql("PRAGMA foreign_keys = OFF; INSERT INTO samples (phase, nimg, resolution, alpha, path) "
            + $"VALUES ('{Phase}', 1000, 8, 1, '{sample}')");
        foreach (var secret in (string[])["owner-token", "cluster.json", "keys/key.xml", "logs/lab-20261201.log"])
        {
            var path = Path.Combine(lab.Data, secret);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "secret");
        }
        return lab;
    }

    /// <summary>Whether its owner alone may use a file or directory.</summary>
    public static bool IsPrivate(string path)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~owner) == 0;
    }

    public static string Checkpoint(long nimg) => $"{StoreLayout.Lease(Phase, 1)}/checkpoint-{nimg}.safetensors";

    /// <summary>Stores a checkpoint and puts it on record.</summary>
    public void AddCheckpoint(long nimg)
    {
        var content = $"weights at {nimg}";
        Write(Checkpoint(nimg), content);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
        Sql("PRAGMA foreign_keys = OFF; INSERT INTO checkpoints "
            + "(path, phase, resolution, nimg, final, sha256, bytes, created_at) "
            + $"VALUES ('{Checkpoint(nimg)}', '{Phase}', 8, {nimg}, 0, '{sha256}', {content.Length}, 0)");
    }

    /// <summary>Takes a checkpoint off the record and deletes it.</summary>
    public void FreeCheckpoint(long nimg)
    {
        Sql($"DELETE FROM checkpoints WHERE path = '{Checkpoint(nimg)}'");
        File.Delete(Directories.Resolve(Checkpoint(nimg)));
    }

    /// <summary>Changes the record.</summary>
    public void Sql(string statement) => Sql(Directories.Database, statement);

    /// <summary>Changes any SQLite file.</summary>
    public static void Sql(string file, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    public void Write(string path, string content)
    {
        var full = Directories.Resolve(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static IHost Host(LabDirectories directories)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddLabDatabase(directories, new ConfigurationBuilder().Build());
        return builder.Build();
    }
}
