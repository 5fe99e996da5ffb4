using Microsoft.Extensions.Logging.Abstractions;
using PgGanLab.Grains.Store;
using PgGanLab.Silo.Store;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Store;

public class StoreServiceTests
{
    private const GeneratorFormat Safetensors = GeneratorFormat.Safetensors;

    [Fact]
    public async Task a_checkpoints_generator_is_exported_and_the_same_checkpoint_gives_the_same_file()
    {
        using var lab = new TinyLab();
        var store = Service(lab);
        var checkpoint = lab.Train(0, null);
        var path = await store.ExportGenerator(checkpoint, Safetensors, CancellationToken.None);
        var first = File.ReadAllBytes(store.FullPath(path));
        Assert.InRange(first.Length, 1, checkpoint.Bytes / 2);
        Assert.Equal(path, await store.ExportGenerator(checkpoint, Safetensors, CancellationToken.None));
        Assert.Equal(first, File.ReadAllBytes(store.FullPath(path)));
    }

    [Fact]
    public async Task a_generator_is_exported_for_browsers_too_beside_the_other_file()
    {
        using var lab = new TinyLab();
        var store = Service(lab);
        var checkpoint = lab.Train(0, null);
        var path = await store.ExportGenerator(checkpoint, GeneratorFormat.Onnx, CancellationToken.None);
        Assert.EndsWith(".onnx", path, StringComparison.Ordinal);
        var first = File.ReadAllBytes(store.FullPath(path));
        Assert.True(first.AsSpan().IndexOf("latents"u8) > 0);
        Assert.Equal(path, await store.ExportGenerator(checkpoint, GeneratorFormat.Onnx, CancellationToken.None));
        Assert.Equal(first, File.ReadAllBytes(store.FullPath(path)));
        await store.Remove([checkpoint.Phase], () => Task.CompletedTask);
        Assert.False(store.Has(path));
    }

    [Fact]
    public async Task a_damaged_or_missing_checkpoint_is_named_and_exports_nothing()
    {
        using var lab = new TinyLab();
        var store = Service(lab);
        var checkpoint = lab.Train(0, null);
        var file = store.FullPath(checkpoint.Path);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        var damaged = await Assert.ThrowsAsync<InvalidDataException>(() =>
            store.ExportGenerator(checkpoint, Safetensors, CancellationToken.None));
        Assert.Contains(file, damaged.Message, StringComparison.Ordinal);
        File.Delete(file);
        var missing = await Assert.ThrowsAsync<FileNotFoundException>(() =>
            store.ExportGenerator(checkpoint, Safetensors, CancellationToken.None));
        Assert.Equal($"The store has no file '{checkpoint.Path}'.", missing.Message);
        Assert.Empty(Directory.GetFiles(lab.Directories.Resolve("exports")));
    }

    [Fact]
    public async Task a_removed_phases_files_go_and_come_back_where_it_stays_on_record()
    {
        using var lab = new TinyLab();
        var store = Service(lab);
        var checkpoint = lab.Train(0, null);
        var generator = await store.ExportGenerator(checkpoint, Safetensors, CancellationToken.None);
        var bytes = new FileInfo(store.FullPath(generator)).Length
            + new DirectoryInfo(lab.Directories.Resolve(StoreLayout.Phase(checkpoint.Phase)))
                .EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Remove([checkpoint.Phase], () =>
        {
            Assert.True(store.Has(checkpoint.Path) && File.Exists(store.FullPath(checkpoint.Path)));
            throw new InvalidOperationException("It is needed.");
        }));
        Assert.True(store.Has(checkpoint.Path) && store.Has(generator));

        Assert.Equal(bytes, await store.Remove([checkpoint.Phase, new string('0', 64)], () => Task.CompletedTask));
        Assert.False(store.Has(checkpoint.Path) || store.Has(generator));
        Assert.Empty(Directory.GetFileSystemEntries(lab.Directories.Resolve(StoreLayout.RemovedPhases)));
    }

    [Theory]
    [InlineData("../lab.db")]
    [InlineData("/etc/passwd")]
    [InlineData("phases/../../lab.lock")]
    [InlineData("nothing.png")]
    public void a_path_that_leads_out_of_the_store_or_nowhere_is_refused(string path)
    {
        using var lab = new TinyLab();
        File.WriteAllText(Path.Combine(lab.Directories.Data, "lab.db"), "secret");
        Assert.Throws<FileNotFoundException>(() => Service(lab).FullPath(path));
    }

    [Fact]
    public async Task what_came_back_meanwhile_stays_and_what_is_missing_is_put_beside_it()
    {
        using var lab = new TinyLab();
        var store = Service(lab);
        var checkpoint = lab.Train(0, null);
        var fresh = lab.Directories.Resolve($"{StoreLayout.Lease(checkpoint.Phase, 7)}/final.safetensors");
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Remove([checkpoint.Phase], () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(fresh)!);
            File.WriteAllText(fresh, "a later lease's");
            throw new InvalidOperationException("It is needed.");
        }));
        Assert.Equal("a later lease's", File.ReadAllText(fresh));
        Assert.True(File.Exists(lab.Directories.Resolve(checkpoint.Path)));
        Assert.Empty(Directory.GetFileSystemEntries(lab.Directories.Resolve(StoreLayout.RemovedPhases)));
    }

    [Fact]
    public async Task a_store_whose_disk_is_not_mounted_is_told_from_one_that_lost_a_file()
    {
        using var lab = new TinyLab();
        var store = Service(lab);
        var checkpoint = lab.Train(0, null);
        Assert.False(store.IsAway);
        Directory.Delete(lab.Directories.Resolve(StoreLayout.Phases), recursive: true);
        Directory.CreateDirectory(lab.Directories.Resolve(StoreLayout.Phases));
        Assert.True(store.IsAway);
        await Assert.ThrowsAsync<StoreAwayException>(() => store.ExportGenerator(checkpoint, Safetensors, CancellationToken.None));
    }

    [Fact]
    public async Task every_file_is_listed_with_its_size_and_what_is_deleted_is_gone()
    {
        using var lab = new TinyLab();
        var store = Service(lab);
        var checkpoint = lab.Train(0, null);
        var generator = await store.ExportGenerator(checkpoint, Safetensors, CancellationToken.None);
        var files = await store.GetFiles();
        Assert.Equal(checkpoint.Bytes, files.Single(f => f.Path == checkpoint.Path).Bytes);
        Assert.Contains(files, f => f.Path == generator);
        Assert.Contains(files, f => f.Path.StartsWith(StoreLayout.Datasets, StringComparison.Ordinal));
        await store.Delete([checkpoint.Path, generator, "exports/not-there.safetensors"]);
        Assert.DoesNotContain(await store.GetFiles(), f => f.Path == checkpoint.Path || f.Path == generator);
        Assert.InRange(store.DiskFree, 1, long.MaxValue);
    }

    private static StoreService Service(TinyLab lab) =>
        new(lab.Directories, NullLogger<StoreService>.Instance);
}
