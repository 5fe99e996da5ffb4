using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Silo.Store;
using PgGanLab.Silo.Tests.Fakes;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Silo.Tests.Store;

/// <summary>Extractors from the option of the lab to a sweep's rank.</summary>
[Collection(nameof(AloneInTheProcess))]
public class ExtractorFilesTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "extractor.pt");

    [Fact]
    public void a_file_is_stored_under_its_sha_256_and_the_last_one_is_the_first()
    {
        using var data = new TemporaryDirectory();
        var directories = LabDirectories.Of(data.Path);
        Assert.Empty(ExtractorFiles.Of(directories));
        ExtractorFiles.Import(directories, File);
        var sha256 = ExtractorFile.Of(File).Sha256;
        Assert.Equal([sha256], ExtractorFiles.Of(directories));

        var older = new string('0', 64);
        var path = directories.Resolve(StoreLayout.Extractor(older));
        System.IO.File.Copy(File, path);
        System.IO.File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(1));
        Assert.Equal([older, sha256], ExtractorFiles.Of(directories));
        System.IO.File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        ExtractorFiles.Import(directories, File);
        Assert.Equal([sha256, older], ExtractorFiles.Of(directories));
    }

    [Theory]
    [InlineData(null, "There is no extractor file")]
    [InlineData("no module", "is no TorchScript module")]
    public void what_is_no_extractor_is_refused_and_not_stored(string? content, string sentence)
    {
        using var data = new TemporaryDirectory();
        var path = Path.Combine(data.Path, "file.pt");
        if (content is not null)
            System.IO.File.WriteAllText(path, content);
        var directories = LabDirectories.Of(data.Path);
        var refused = Assert.Throws<InvalidInputException>(() => ExtractorFiles.Import(directories, path));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Empty(ExtractorFiles.Of(directories));
    }

    [Fact]
    public async Task a_sweep_is_ranked_by_the_extractor_that_its_lab_was_started_with()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path, File);
        var sweep = await lab.Submit(TinySweep.Measured(0.2, "fid"));
        var ended = await HostedLab.Until(sweep, s => s.Summary.Status == SweepStatus.Finished);
        var best = ended.Experiments.Single();
        var seen = best.RankedSwd!.Features!.Value.Single();
        Assert.Equal((1, seen.Fid), (best.Rank, best.Score));
        Assert.Equal($"fid @ {ExtractorFile.Of(File).Sha256}", ended.Summary.Objective.Word());
    }
}
