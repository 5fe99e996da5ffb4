using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Tests.Store;

public sealed class LabDirectoriesTests
{
    private static readonly LabDirectories Directories = LabDirectories.Of("/lab");

    [Fact]
    public void everything_lies_where_the_layout_says()
    {
        Assert.Equal(("/lab/lab.db", "/lab/lab.lock", "/lab/logs"),
            (Directories.Database, Directories.LockFile, Directories.Logs));
        Assert.Equal("/lab/store/phases/ab/abc/0001/final.safetensors",
            Directories.Resolve("phases/ab/abc/0001/final.safetensors"));
        Assert.Equal("/shared/x", LabDirectories.Of("/lab", "/shared").Resolve("x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("../lab.db")]
    [InlineData("phases/../../lab.db")]
    [InlineData("phases//x")]
    [InlineData("phases/./x")]
    [InlineData("phases\\..\\x")]
    [InlineData("phases/x\0")]
    [InlineData("phases/x\n")]
    [InlineData("phases/ü")]
    public void nothing_leads_out_of_the_store(string path) =>
        Assert.Throws<InvalidInputException>(() => Directories.Resolve(path));

    [Fact]
    public void a_folder_holds_only_what_is_below_it()
    {
        Assert.True(StoreLayout.IsInside("phases/ab", "phases/ab/c"));
        Assert.False(StoreLayout.IsInside("phases/ab", "phases/ab"));
        Assert.False(StoreLayout.IsInside("phases/ab", "phases/abc/d"));
        Assert.False(StoreLayout.IsInside("phases/ab", "phases/ab/../c"));
    }
}
