namespace PgGanLab.Maintenance.Tests;

/// <summary>What a move to PostgreSQL refuses before it begins; RecordMoveTests has the move itself.</summary>
public sealed class MigrateVerbTests : IAsyncLifetime
{
    private const string NoAddress =
        "--to is no address of a PostgreSQL database; one looks like postgres://ann@db.example:5432/lab.";

    private const string Nowhere = "postgres://lab@127.0.0.1:1/lab";

    private StoppedLab lab = null!;

    public async ValueTask InitializeAsync() => lab = await StoppedLab.Create();

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("db.example", NoAddress)]
    [InlineData("mysql://db.example/lab", NoAddress)]
    [InlineData("postgres://db.example", NoAddress)]
    [InlineData("postgres://ann:secret@db.example/lab",
        "The password must not stand in --to, where others see it; put it into $PGPASSWORD or ~/.pgpass.")]
    public async Task what_is_no_address_or_has_a_password_is_refused(string to, string sentence) =>
        Assert.Equal((1, "", $"lab: {sentence}"), await Run(to, lab.Data));

    [Fact]
    public async Task a_directory_without_a_lab_is_refused() => Assert.Equal(
        (1, "", $"lab: No lab has its record in {lab.Beside("none")}; --data names its data directory."),
        await Run(Nowhere, lab.Beside("none")));

    [Fact]
    public async Task a_lab_that_runs_is_refused()
    {
        await File.WriteAllTextAsync(lab.Directories.LockFile, "pid=1\nurl=http://localhost:5080\n");
        await using var held = new FileStream(
            lab.Directories.LockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var (code, _, error) = await Run(Nowhere, lab.Data);
        Assert.Equal(1, code);
        Assert.StartsWith("lab: Another lab", error, StringComparison.Ordinal);
        Assert.Contains("Stop it first (./lab stop)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_server_that_is_away_leaves_the_lab_as_it_was()
    {
        var (code, _, error) = await Run(Nowhere, lab.Data);
        Assert.Equal(1, code);
        Assert.StartsWith("lab: The PostgreSQL database lab at 127.0.0.1:1 cannot be used: ", error,
            StringComparison.Ordinal);
        Assert.True(File.Exists(lab.Directories.Database));
    }

    private static async Task<(int Code, string Output, string Error)> Run(string to, string data)
    {
        var said = await CommandLine.Run("migrate", "--to", to, "--data", data);
        return (said.Code, said.Output, said.Error);
    }
}
