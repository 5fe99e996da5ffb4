using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace PgGanLab.EndToEnd.Tests;

/// <summary>How libtorch comes to lie beside each program (build/TorchNatives.targets).</summary>
public sealed class TorchNativesTests
{
    private const string Bridge = "libLibTorchSharp.so";

    private static string Programs => Path.Combine(Checkout.Root, "artifacts", "bin");

    [Fact]
    public async Task a_program_that_was_built_here_loads_torch_and_trains()
    {
        var bench = await Command.Run(
            "dotnet", Path.Combine(Programs, "Tools", "release", "PgGanLab.Tools.dll"), "bench", "train",
            "--resolution", "4", "--fmap-max", "8", "--seconds", "0.2", "--json");
        Assert.Equal((0, ""), (bench.Code, bench.Error));
        Assert.Contains("images_per_s", bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task libtorch_is_there_once_however_many_programs_have_it()
    {
        string[] all = [.. Directory.GetFiles(Programs, "libtorch_cpu.so", SearchOption.AllDirectories)];
        Assert.NotEmpty(all);
        var inodes = await Command.Run("stat", ["--format", "%d:%i", .. all]);
        Assert.Single(inodes.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct());
    }

    [Fact]
    public async Task all_that_a_build_and_the_tests_leave_takes_less_than_two_gigabytes()
    {
        var used = await Command.Run("du", "--summarize", "--block-size=1M", Path.Combine(Checkout.Root, "artifacts"));
        Assert.InRange(int.Parse(used.Output.Split('\t')[0], CultureInfo.InvariantCulture), 1, 2000);
    }

    [Fact]
    public void the_package_folder_is_as_the_package_brought_it()
    {
        var folder = Package("torchsharp");
        using var package = ZipFile.OpenRead(Directory.GetFiles(folder, "*.nupkg").Single());
        var brought = package.Entries.Single(e => e.FullName == $"runtimes/linux-x64/native/{Bridge}");
        using var original = brought.Open();
        Assert.Equal(Convert.ToHexString(SHA256.HashData(original)), Sha256(Path.Combine(folder, brought.FullName)));
    }

    private static string Sha256(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    /// <summary>Where NuGet put a package that Model uses.</summary>
    private static string Package(string name)
    {
        var assets = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(Checkout.Root, "artifacts", "obj", "Model", "project.assets.json"))).RootElement;
        var path = assets.GetProperty("libraries").EnumerateObject().Single(l =>
            l.Name.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase)).Value.GetProperty("path").GetString()!;
        return assets.GetProperty("packageFolders").EnumerateObject().Select(f => Path.Combine(f.Name, path))
            .First(Directory.Exists);
    }
}
