using System.Text.Json;
using PgGanLab.Maintenance.Backups;

namespace PgGanLab.Maintenance.Tests.Backups;

public sealed class BackupVerbTests : IAsyncLifetime
{
    /// <summary>The database, lab-id, two files of the dataset, extractor, checkpoint and sample grid.</summary>
    private const int AllFiles = 7;

    private StoppedLab lab = null!;

    private string Backup => lab.Beside("backup");

    public async ValueTask InitializeAsync() => lab = await StoppedLab.Create();

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task a_backup_says_what_it_has_and_the_next_one_copies_only_what_is_new()
    {
        var first = await Make();
        Assert.Equal((AllFiles, AllFiles, 0), (first.Files, first.NewFiles, first.Removed));

        lab.AddCheckpoint(2000);
        lab.FreeCheckpoint(1000);
        var second = await Make();
        Assert.Equal((AllFiles, 2, 1), (second.Files, second.NewFiles, second.Removed));
        Assert.False(File.Exists(InBackup(StoppedLab.Checkpoint(1000))));
        Assert.Single(Directory.GetFiles(Backup, "lab-*.db"));

        var words = await CommandLine.Run("backup", Backup, "--data", lab.Data);
        Assert.Matches($"^{Backup} has 7 files of [0-9]+ KB; 1 of [0-9]+ KB were copied now\\.$", words.Output);
    }

    [Fact]
    public async Task what_has_the_same_name_and_other_content_is_copied_again()
    {
        await Make();
        lab.Write("datasets/shapes-f00dfeed0000/dataset.json", "{ }");
        Assert.Equal(2, (await Make()).NewFiles);
        Assert.Equal("{ }", await File.ReadAllTextAsync(InBackup("datasets/shapes-f00dfeed0000/dataset.json")));
    }

    [Fact]
    public async Task a_backup_is_for_its_owner_alone_and_has_no_secret_in_clear()
    {
        await Make();
        Assert.True(StoppedLab.IsPrivate(Backup));
        Assert.True(StoppedLab.IsPrivate(Directory.GetFiles(Backup, "lab-*.db").Single()));
        Assert.All(Directory.GetFiles(Backup, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("secret", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_is_damaged_or_lost_in_the_lab_is_named_and_the_whole_copy_of_an_earlier_backup_stays()
    {
        await Make();
        lab.AddCheckpoint(2000);
        lab.AddCheckpoint(3000);
        foreach (var nimg in (long[])[1000, 2000])
            lab.Write(StoppedLab.Checkpoint(nimg), $"damaged {nimg}");
        File.Delete(lab.Directories.Resolve(StoppedLab.Checkpoint(3000)));

        var made = await CommandLine.Run("backup", Backup, "--data", lab.Data);
        Assert.Equal(0, made.Code);
        Assert.Equal(
            $"{StoppedLab.Checkpoint(2000)}: its content is not what was stored.\n"
            + $"{StoppedLab.Checkpoint(3000)}: it is not in the store any more.", made.Error);
        Assert.EndsWith("2 could not be taken: ./lab verify has the lab make them again.", made.Output,
            StringComparison.Ordinal);
        Assert.Equal("weights at 1000", await File.ReadAllTextAsync(InBackup(StoppedLab.Checkpoint(1000))));
    }

    [Fact]
    public async Task an_interrupted_backup_goes_on_with_what_it_had_copied()
    {
        await Make();
        var copied = File.GetLastWriteTimeUtc(InBackup(StoppedLab.Checkpoint(1000)));
        File.Delete(Path.Combine(Backup, BackupManifest.FileName));
        await File.WriteAllTextAsync(InBackup("extractors/0011.pt"), "half");

        Assert.Equal(AllFiles - 1, (await Make()).NewFiles);
        Assert.Equal(copied, File.GetLastWriteTimeUtc(InBackup(StoppedLab.Checkpoint(1000))));
        Assert.Equal("extractor", await File.ReadAllTextAsync(InBackup("extractors/0011.pt")));
    }

    [Fact]
    public async Task a_backup_that_is_stopped_leaves_the_one_before_whole()
    {
        await Make();
        var before = await File.ReadAllTextAsync(Path.Combine(Backup, BackupManifest.FileName));
        lab.AddCheckpoint(2000);
        var stopped = await CommandLine.Run(["backup", Backup, "--data", lab.Data], new CancellationToken(true));
        Assert.Equal(130, stopped.Code);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(Backup, BackupManifest.FileName)));
    }

    [Fact]
    public async Task a_directory_without_a_lab_is_refused_and_nothing_is_made()
    {
        await Refused($"No lab has its record in {lab.Beside("nothing")}; --data names the data directory of a lab.",
            data: lab.Beside("nothing"));
        Directory.CreateDirectory(lab.Beside("other"));
        await File.WriteAllTextAsync(lab.Beside("other/lab.db"), "");
        await Refused($"{lab.Beside("other")}/lab.db is no lab database.", data: lab.Beside("other"));
    }

    [Fact]
    public async Task a_directory_with_something_else_is_refused()
    {
        var holiday = Path.Combine(Directory.CreateDirectory(Backup).FullName, "holiday.png");
        await File.WriteAllTextAsync(holiday, "");
        await Refused($"{Backup} is not empty and has no backup; choose a new or empty directory.");
        Assert.Equal([holiday], Directory.GetFileSystemEntries(Backup));
    }

    [Theory, InlineData("data/backup"), InlineData("data/store/backup"), InlineData("")]
    public async Task a_place_inside_of_the_lab_or_around_it_is_refused(string place) =>
        await Refused($"The backup can't lie in {lab.Beside(place)}, which goes with the lab's own {lab.Data}; "
            + "choose a directory outside.", backup: lab.Beside(place));

    [Fact]
    public async Task the_backup_of_another_lab_is_refused()
    {
        await Make();
        using var other = await StoppedLab.Create("another");
        await Refused($"{Backup} has the backup of another lab; choose another directory.", data: other.Data);
    }

    [Fact]
    public async Task a_lab_that_a_newer_version_wrote_is_refused()
    {
        lab.Sql("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '99')");
        await Refused($"The lab database {lab.Directories.Database} was written by a newer PgGanLab "
            + "(migration 29990101000000_Future); use that version or a newer one.");
        Assert.False(Directory.Exists(Backup));
    }

    [Fact]
    public async Task two_backups_in_one_directory_at_a_time_are_refused()
    {
        await Make();
        await using var held = new FileStream(
            Path.Combine(Backup, "backup.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        await Refused($"Another process makes a backup in {Backup} now; wait until it has ended.");
    }

    private string InBackup(string path) => Path.Combine(Backup, "store", path);

    private async Task<BackupReport> Make()
    {
        var made = await CommandLine.Run("backup", Backup, "--data", lab.Data, "--json");
        Assert.Equal((0, ""), (made.Code, made.Error));
        return JsonSerializer.Deserialize<BackupReport>(made.Output, JsonSerializerOptions.Web)!;
    }

    private async Task Refused(string sentence, string? data = null, string? backup = null)
    {
        var refused = await CommandLine.Run("backup", backup ?? Backup, "--data", data ?? lab.Data);
        Assert.Equal((1, "", $"lab: {sentence}"), (refused.Code, refused.Output, refused.Error));
    }
}
