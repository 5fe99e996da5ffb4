using System.Security.Cryptography;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;
using PgGanLab.Maintenance.Backups;

namespace PgGanLab.Maintenance.Tests.Backups;

public sealed class RestoreVerbTests : IAsyncLifetime
{
    private StoppedLab lab = null!;

    private string Backup => lab.Beside("backup");

    private string Target => lab.Beside("restored");

    private string Manifest => Path.Combine(Backup, BackupManifest.FileName);

    private string Database => Directory.GetFiles(Backup, "lab-*.db").Single();

    public async ValueTask InitializeAsync()
    {
        lab = await StoppedLab.Create();
        Assert.Equal(0, (await CommandLine.Run("backup", Backup, "--data", lab.Data)).Code);
    }

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task a_restored_lab_has_the_record_and_every_file_that_it_names(bool storeElsewhere)
    {
        var store = storeElsewhere ? lab.Beside("large") : Path.Combine(Target, "store");
        var made = await CommandLine.Run("restore", Backup, "--data", Target, "--store", store);
        Assert.Equal((0, ""), (made.Code, made.Error));
        Assert.Matches(
            $"^{Target} has the lab of 20..-..-.. ..:.. UTC: 7 files of [0-9]+ KB, all of them whole. "
            + $"./lab up --data {Target} starts it.$", made.Output);

        var restored = LabDirectories.Of(Target, store);
        using var record = RecordSnapshot.Take(restored.Database);
        Assert.Equal(2, record.Files.Length);
        Assert.All(record.Files, file => Assert.Equal(
            File.ReadAllText(lab.Directories.Resolve(file.Path)), File.ReadAllText(restored.Resolve(file.Path))));
        Assert.True(File.Exists(restored.Resolve("datasets/shapes-f00dfeed0000/images-8.bin")));
        Assert.True(StoppedLab.IsPrivate(restored.Database));
    }

    [Fact]
    public async Task an_empty_directory_will_do_and_one_with_anything_in_it_is_refused()
    {
        Directory.CreateDirectory(Target);
        Assert.Equal(0, (await CommandLine.Run("restore", Backup, "--data", Target)).Code);
        var before = Directory.GetFileSystemEntries(Target, "*", SearchOption.AllDirectories);
        await Refused(
            $"{Target} is not empty; a lab is restored in a new or empty directory (--data DIR).", isMade: true);
        Assert.Equal(before, Directory.GetFileSystemEntries(Target, "*", SearchOption.AllDirectories));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task a_file_that_changed_in_the_backup_is_named_and_nothing_is_left(bool isMade)
    {
        if (isMade)
            Directory.CreateDirectory(Target);
        var file = Path.Combine(Backup, "store", StoppedLab.Checkpoint(1000));
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace('w', 'W'));
        await Refused($"The backup {Backup} is damaged: the content of store/{StoppedLab.Checkpoint(1000)} is not what "
            + "was copied.", isMade);
    }

    [Fact]
    public async Task a_file_that_is_lost_or_cut_off_is_named_before_anything_is_copied()
    {
        var file = Path.Combine(Backup, "store", "extractors", "0011.pt");
        await File.WriteAllTextAsync(file, "extra");
        await Refused($"The backup {Backup} is damaged: store/extractors/0011.pt has 5 bytes in place of 9.");
        File.Delete(file);
        await Refused($"The backup {Backup} is damaged: store/extractors/0011.pt is not there.");
    }

    [Fact]
    public async Task a_database_that_changed_is_named()
    {
        var name = Path.GetFileName(Database);
        var bytes = await File.ReadAllBytesAsync(Database);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Database, bytes);
        await Refused($"The backup {Backup} is damaged: the content of {name} is not what was copied.");
    }

    [Fact]
    public async Task the_backup_of_a_newer_lab_is_refused()
    {
        var name = Database;
        StoppedLab.Sql(name, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '99')");
        var before = Path.GetFileNameWithoutExtension(name)["lab-".Length..];
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(name)));
        File.Move(name, Path.Combine(Backup, BackupManifest.DatabasePath(sha256)));
        var manifest = BackupManifest.Read(Backup)!;
        await File.WriteAllTextAsync(Manifest, (await File.ReadAllTextAsync(Manifest))
            .Replace(manifest.Database.Sha256, sha256, StringComparison.Ordinal)
            .Replace($"\"bytes\": {manifest.Database.Bytes}", $"\"bytes\": {new FileInfo(Database).Length}",
                StringComparison.Ordinal));
        Assert.NotEqual(before, sha256[..16]);
        await Refused($"The lab database {Database} was written by a newer PgGanLab (migration 29990101000000_Future); "
            + "use that version or a newer one.");
    }

    [Theory]
    [InlineData("{", "is damaged: backup.json can't be read (")]
    [InlineData("{}", "is damaged: backup.json is not complete.")]
    [InlineData("null", "is damaged: backup.json is not complete.")]
    [InlineData("{\"format\": 2, \"labVersion\": \"9.1.0\"}",
        "was made by a newer PgGanLab (9.1.0); use that version or a newer one.")]
    public async Task a_manifest_that_can_not_be_used_is_refused(string text, string sentence)
    {
        await File.WriteAllTextAsync(Manifest, text);
        var refused = await CommandLine.Run("restore", Backup, "--data", Target);
        Assert.Equal(1, refused.Code);
        Assert.StartsWith($"lab: The backup {Backup} {sentence}", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public async Task a_manifest_that_names_a_place_outside_is_refused()
    {
        await File.WriteAllTextAsync(Manifest, (await File.ReadAllTextAsync(Manifest))
            .Replace("\"extractors/0011.pt\"", "\"../../outside\"", StringComparison.Ordinal));
        await Refused($"The backup {Backup} is damaged: it names a file 'store/../../outside'.");
    }

    [Fact]
    public async Task what_is_no_backup_is_refused()
    {
        await Refused($"{lab.Data} is no backup: it has no backup.json.", backup: lab.Data);
        await Refused($"{lab.Beside("none")} is no backup: it has no backup.json.", backup: lab.Beside("none"));
    }

    [Fact]
    public async Task a_restore_that_is_stopped_leaves_nothing()
    {
        var stopped = await CommandLine.Run(["restore", Backup, "--data", Target], new CancellationToken(true));
        Assert.Equal(130, stopped.Code);
        Assert.False(Directory.Exists(Target));
    }

    private async Task Refused(string sentence, bool isMade = false, string? backup = null)
    {
        var refused = await CommandLine.Run("restore", backup ?? Backup, "--data", Target);
        Assert.Equal((1, "", $"lab: {sentence}"), (refused.Code, refused.Output, refused.Error));
        Assert.Equal(isMade, Directory.Exists(Target));
        Assert.False(isMade && sentence.Contains("damaged", StringComparison.Ordinal)
            && Directory.EnumerateFileSystemEntries(Target).Any());
    }
}
