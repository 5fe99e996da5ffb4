using System.Diagnostics;
using PgGanLab.Growth;
using PgGanLab.Model.Import;

namespace PgGanLab.Model.Tests.Import;

/// <summary>Whatever stands in a file: a generator or one sentence, in short time and little memory.</summary>
public sealed class HostileImportTests(ImportSamples samples) : TorchTest, IClassFixture<ImportSamples>
{
    private const long MostBytes = 256 << 20;
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("tiny-zoo.pth")]
    [InlineData("tiny-zoo-older-form.pth")]
    [InlineData("tiny-tf-2.pkl")]
    [InlineData("tiny-tf-4.pkl")]
    [InlineData("tiny-tf-5.pkl")]
    public void a_file_cut_anywhere_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(samples.PathOf(name));
        Assert.True(IsRead(folder, whole));
        for (var length = 0; length < whole.Length; length++)
            Assert.False(IsRead(folder, whole[..length]), $"the first {length} bytes of {name} were taken for a whole");
    }

    [Theory]
    [InlineData("zoo-labels.pth")]
    [InlineData("zoo-numpy32-alpha.pth")]
    [InlineData("tiny-tf-2.pkl")]
    [InlineData("tf-labels.pkl")]
    [InlineData("depth_3_epoch_1.bin")]
    [InlineData("growing.pth.tar")]
    [InlineData("tf-fused-5.pkl")]
    public void bytes_changed_anywhere_end_in_a_generator_or_a_sentence(string name)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(samples.PathOf(name));
        var random = new Random(3);
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var damaged = whole.ToArray();
            for (var k = random.Next(1, 8); k > 0; k--)
                damaged[random.Next(Math.Min(damaged.Length, 6000))] = (byte)random.Next(256);
            refused += IsRead(folder, damaged) ? 0 : 1;
        }
        Assert.InRange(refused, 100, 2000);
    }

    [Theory]
    [InlineData((byte)'}')]                                                     // a dictionary
    [InlineData((byte)']')]                                                     // a list
    [InlineData((byte)'(')]                                                     // a mark
    public void a_pickle_of_many_small_things_ends_early(byte instruction)
    {
        using var folder = new TemporaryFolder();

        Assert.False(IsRead(folder, [0x80, 2, .. Enumerable.Repeat(instruction, 20_000_000), (byte)'.']));
    }

    [Fact]
    public void lists_within_lists_are_refused_however_deep()
    {
        using var folder = new TemporaryFolder();
        var deep = Enumerable.Repeat((byte)']', 300_000).Concat(Enumerable.Repeat((byte)'a', 299_999));

        Assert.False(IsRead(folder, [0x80, 2, .. deep, (byte)'.']));
    }

    /// <summary>Any exception but the one sentence fails the test.</summary>
    private static bool IsRead(TemporaryFolder folder, byte[] content)
    {
        var path = folder.File("hostile.pth");
        File.WriteAllBytes(path, content);
        var (start, memory) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            GeneratorImport.Read(path).Generator.Dispose();
            return true;
        }
        catch (InvalidInputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
        finally
        {
            Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, LongestRead);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - memory, 0, MostBytes);
        }
    }
}
