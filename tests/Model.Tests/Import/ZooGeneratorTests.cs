using System.Text.Json;
using PgGanLab.Growth;
using PgGanLab.Model.Export;
using PgGanLab.Model.Import;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Import;

/// <summary>Against images that make_zoo.py computed as the zoo does.</summary>
public sealed class ZooGeneratorTests : TorchTest
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Asset("zoo.json"))).RootElement;

    [Theory]
    [InlineData("zoo", 0.75)]
    [InlineData("zoo_legacy", 1)]
    public void images_are_those_of_the_zoo(string name, double alpha)
    {
        using var generator = ZooGenerator.Read(Asset(name + ".pth"));

        Assert.Equal((16, 3, 6, alpha),
            (generator.Network.Resolution, generator.Network.Channels, generator.Network.LatentSize, generator.Alpha));
        Numbers.Close(Floats(name), Images(generator), 2e-5);
    }

    [Fact]
    public void an_imported_generator_stays_what_it_is_in_a_file()
    {
        using var folder = new TemporaryFolder();
        using var generator = ZooGenerator.Read(Asset("zoo.pth"));
        GeneratorExport.Write(generator, folder.File("imported.safetensors"));

        using var again = LoadedGenerator.Open(folder.File("imported.safetensors"), CPU);

        Assert.Equal(Images(generator), Images(again));
        Assert.Equal("PyTorch GAN zoo, zoo.pth", again.Origin.Source);
        Assert.Null(again.Origin.Recipe);
    }

    [Fact]
    public void code_in_a_pickle_is_named_and_not_run()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => ZooGenerator.Read(Asset("harmful.pth")));

        Assert.Contains("asks for 'posix.system', which is not among the names of plain PyTorch data; nothing was run",
            refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists("harm-was-done"));
    }

    [Theory]
    [InlineData(new byte[0], "is no generator of the PyTorch GAN zoo")]
    [InlineData(new byte[] { (byte)'n', (byte)'o', (byte)'n', (byte)'e' },
        "instruction 0x6e at byte 0, which plain data doesn't need")]
    [InlineData(new byte[] { 0x80, 2, (byte)'}', (byte)'q', 0, (byte)'h', 0, (byte)'h', 0, (byte)'s', (byte)'.' },
        "is no generator of the PyTorch GAN zoo")]
    [InlineData(new byte[] { 0x80, 2, (byte)'X', 255, 255, 255, 127 }, "its pickle ends in the middle")]
    [InlineData(new byte[] { 0x80, 2, (byte)'R', (byte)'.' }, "its pickle takes more from its stack than lies there")]
    public void other_files_are_refused_in_one_sentence(byte[] content, string sentence)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("other.pth"), content);

        Assert.Contains(
            sentence, Assert.Throws<InvalidInputException>(() => ZooGenerator.Read(folder.File("other.pth"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void damage_anywhere_ends_in_a_refusal()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        foreach (var name in (string[])["zoo.pth", "zoo_legacy.pth"])
        {
            var whole = File.ReadAllBytes(Asset(name));
            for (var i = 0; i < 150; i++)
            {
                var damaged = whole.ToArray();
                for (var k = 0; k < 8; k++)
                    damaged[random.Next(Math.Min(damaged.Length, 4000))] = (byte)random.Next(256);
                File.WriteAllBytes(
                    folder.File("damaged.pth"), i % 3 == 0 ? whole[..random.Next(whole.Length)] : damaged);
                try
                {
                    ZooGenerator.Read(folder.File("damaged.pth")).Dispose();
                }
                catch (InvalidInputException)
                {
                    // One sentence is right; any other exception fails the test.
                }
            }
        }
    }

    private static string Asset(string name) => Path.Combine(AppContext.BaseDirectory, "Import", name);

    private static float[] Floats(string name) =>
        [.. Expected.GetProperty(name).EnumerateArray().Select(v => v.GetSingle())];

    private static float[] Images(LoadedGenerator generator) =>
        generator.Network.Call(
            generator.Parameters.Scaled(differentiable: false), tensor(Floats("latents"), [2, 6]), generator.Alpha)
            .ToHost();
}
