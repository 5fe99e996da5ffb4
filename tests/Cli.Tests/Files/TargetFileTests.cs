using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Tests.Files;

public sealed class TargetFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-file-");

    [Fact]
    public async Task a_write_that_fails_keeps_what_was_there()
    {
        var path = Path.Combine(folder.FullName, "result.json");
        await File.WriteAllTextAsync(path, "before");

        await Assert.ThrowsAsync<IOException>(() => TargetFile.Write(path, overwrite: true, async stream =>
        {
            await stream.WriteAsync("half"u8.ToArray());
            throw new IOException("No space left on device");
        }));

        Assert.Equal("before", await File.ReadAllTextAsync(path));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void a_directory_is_no_file() =>
        Assert.Equal($"{folder.FullName} is a directory; a file is needed.",
            Assert.Throws<InvalidInputException>(() =>
                TargetFile.CheckTarget(overwrite: true, folder.FullName)).Message);

    public void Dispose() => folder.Delete(recursive: true);
}
