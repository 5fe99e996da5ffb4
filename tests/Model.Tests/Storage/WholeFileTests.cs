using System.Security.Cryptography;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Tests.Storage;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void what_is_written_is_hashed_and_there()
    {
        var path = folder.File("new/a.bin");
        var written = WholeFile.Write(path, s => s.Write([1, 2, 3]));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(new WrittenFile(path, Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])), 3), written);
        Assert.Equal([path], Directory.EnumerateFiles(folder.File("new")));
    }

    [Fact]
    public void a_failed_write_keeps_the_old_file_and_leaves_nothing_else()
    {
        var path = folder.File("a.bin");
        WholeFile.Write(path, s => s.Write([1]));

        var e = Assert.Throws<FileNotWrittenException>(() => WholeFile.Write(path, s =>
        {
            s.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));

        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void leftovers_of_a_killed_process_can_be_removed()
    {
        File.WriteAllText(folder.File("a.bin.0123.tmp"), "half");
        File.WriteAllText(folder.File("b.bin"), "whole");

        WholeFile.RemoveLeftovers(folder.Path);

        Assert.Equal([folder.File("b.bin")], Directory.EnumerateFiles(folder.Path));
    }
}
