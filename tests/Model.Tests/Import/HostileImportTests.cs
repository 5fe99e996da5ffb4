using System.Diagnostics;
using PgGanLab.Growth;
using PgGanLab.Model.Import;

namespace PgGanLab.Model.Tests.Import;

/// <summary>Whatever stands in a file: a generator or one sentence, in short time and little memory.</summary>
public sealed class HostileImportTests(ImportSamples samples) : TorchTest, IClassFixture<ImportSamples>
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("tiny-zoo.pth")]
    [InlineData("tiny-zoo-older-form.pth")]
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
    public void bytes_changed_anywhere_end_in_a_generator_or_a_sentence(string name)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(samples.PathOf(name));
        var random = new Random(3);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var damaged = whole.ToArray();
            for (var k = random.Next(1, 8); k > 0; k--)
                damaged[random.Next(Math.Min(damaged.Length, 6000))] = (byte)random.Next(256);
            refused += IsRead(folder, damaged) ? 0 : 1;
        }
        Assert.InRange(refused, 50, 500);
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
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - memory, 0, 64 << 20);
        }
    }
}
