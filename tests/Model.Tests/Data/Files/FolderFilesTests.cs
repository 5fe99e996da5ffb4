using System.Diagnostics;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data.Files;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Tests.Data.Files;

public sealed class FolderFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void thumbnails_and_hidden_folders_are_left_out()
    {
        foreach (var name in (string[])["a.png", "x/@eaDir/a.png/SYNOPHOTO_THUMB_M.jpg", ".ipynb_checkpoints/a.png",
            "#recycle/b.png", "$RECYCLE.BIN/c.png", "__MACOSX/._a.png", ".@__thumb/a.png", "x/Thumbs.db",
            "lost+found/d.png"])
            Write($"photos/{name}");
        Assert.Equal(["a.png"], Open().Names);
        Assert.Empty(Open().Remarks);
    }

    [Fact]
    public void a_backslash_parts_folders_and_the_file_is_read()
    {
        Write("photos/cat\\a.png");
        Write("photos/dog\\b.png");
        var files = Open();
        Assert.Equal(["cat/a.png", "dog/b.png"], files.Names);
        Assert.Equal("cat\\a.png"u8.ToArray(), files.Read(0));
        Assert.Equal("dog\\b.png"u8.ToArray(), files.Read(1));
    }

    [Fact]
    public void linked_folders_are_followed()
    {
        Write("photos/cats/a.png");
        Write("elsewhere/b.png");
        Write("elsewhere/more/c.png");
        Directory.CreateSymbolicLink(folder.File("photos/dogs"), folder.File("elsewhere"));
        File.CreateSymbolicLink(folder.File("photos/cats/d.png"), "a.png");
        var files = Open();
        Assert.Equal(["cats/a.png", "cats/d.png", "dogs/b.png", "dogs/more/c.png"], files.Names);
        Assert.Equal("b.png"u8.ToArray(), files.Read(2));
        Assert.Empty(files.Remarks);
    }

    [Fact]
    public void what_several_links_lead_to_is_taken_once()
    {
        Write("photos/cats/a.png");
        Write("elsewhere/x/b.png");
        Write("elsewhere/x/more/c.png");
        Directory.CreateSymbolicLink(folder.File("photos/dogs"), "../elsewhere/x");
        Directory.CreateSymbolicLink(folder.File("photos/more"), "../elsewhere/x/more");
        Directory.CreateSymbolicLink(folder.File("photos/pets"), "dogs");
        Directory.CreateSymbolicLink(folder.File("photos/wide"), "../elsewhere");
        var (files, x) = (Open(), folder.File("elsewhere/x"));
        Assert.Equal(["cats/a.png", "dogs/b.png", "dogs/more/c.png"], files.Names);
        Assert.Equal(
        [
            $"'more' was left out: it is a link to '{x}/more', which is in the source already by 'dogs'.",
            $"'pets' was left out: it is a link to '{x}', which is in the source already by 'dogs'.",
            $"'wide' was left out: it is a link to '{folder.File("elsewhere")}', which holds what 'dogs' leads to.",
        ], files.Remarks);
    }

    [Fact]
    public void links_that_are_not_followed_are_named()
    {
        Write("photos/cats/a.png");
        Write("elsewhere/b.png");
        Directory.CreateSymbolicLink(folder.File("photos/cats/loop"), "..");
        Directory.CreateSymbolicLink(folder.File("photos/dogs"), "../elsewhere");
        Directory.CreateSymbolicLink(folder.File("elsewhere/loop"), ".");
        Directory.CreateSymbolicLink(folder.File("elsewhere/up"), "..");
        Directory.CreateSymbolicLink(folder.File("photos/kittens"), "cats");
        Directory.CreateSymbolicLink(folder.File("photos/lost"), "nowhere");
        var files = Open();
        Assert.Equal(["cats/a.png", "dogs/b.png"], files.Names);
        Assert.Equal(
        [
            $"'cats/loop' was left out: it is a link to '{folder.File("photos")}', which holds it.",
            $"'dogs/loop' was left out: it is a link to '{folder.File("elsewhere")}', which holds it.",
            $"'dogs/up' was left out: it is a link to '{folder.Path}', which holds it.",
            $"'kittens' was left out: it is a link to '{folder.File("photos/cats")}', which is in the source already.",
            "'lost' was left out: it is a link that leads nowhere.",
        ], files.Remarks);
    }

    [Fact]
    public void a_named_pipe_is_refused_and_not_waited_for()
    {
        Directory.CreateDirectory(folder.File("photos"));
        Pipe("photos/a.png");
        Assert.Equal($"it can't be read: '{folder.File("photos/a.png")}' is a named pipe, not a file",
            Assert.Throws<BadImageException>(() => Open().Read(0)).Message);
        Pipe("pipe");
        foreach (var kind in (string[])["folder", "celeba", "mnist", "cifar10", "cifar100", "tfrecords"])
            Assert.Throws<InvalidInputException>(() =>
                DatasetKinds.Open(kind, folder.File("pipe"), new SourceOptions()));
        Write("images/a.png");
        Assert.Equal(
            $"Label file '{folder.File("pipe")}' can't be read: '{folder.File("pipe")}' is a named pipe, not a file.",
            Assert.Throws<InvalidInputException>(() => DatasetKinds.Open(
                "folder", folder.File("images"), new SourceOptions { Labels = folder.File("pipe") })).Message);
        Assert.Equal("'/dev/zero' can't be read as a zip: '/dev/zero' is a device, not a file.",
            Assert.Throws<InvalidInputException>(() =>
                DatasetKinds.Open("folder", "/dev/zero", new SourceOptions())).Message);
    }

    private FolderFiles Open() => FolderFiles.Open(folder.File("photos"));

    /// <summary>A file that holds its own name.</summary>
    private void Write(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        File.WriteAllText(folder.File(name), Path.GetFileName(name));
    }

    private void Pipe(string name)
    {
        using var made = Process.Start("mkfifo", [folder.File(name)]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
