using Microsoft.AspNetCore.Builder;
using PgGanLab.Grains.Retention;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Retention;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class KeepingVerbTests
{
    private static readonly StoreUsage Usage = new()
    {
        Bytes = 5_000_000,
        Budget = 2_000_000,
        DiskFree = 9_000_000_000,
        Kinds = [new(StoredKind.PhaseEnd, 4, 4_000_000), new(StoredKind.Dataset, 3, 1_000_000)],
        Freed = [new(FreeReason.Superseded, 1, 1_000_000), new(FreeReason.Passed, 1, 1_000_000)],
        TooMuch = 1_000_000,
    };

    [Fact]
    public async Task the_store_is_shown_by_kind_with_what_would_be_freed()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/store", (string limit) => FakeLab.Json(Usage with { Budget = limit.Length })));
        var result = await CommandLine.Run("store", "show", "--limit", "2MB", "--server", lab.Url);
        Assert.Equal(0, result.Code);
        foreach (var text in (string[])["final checkpoints of phases", "datasets", "would be freed",
            "snapshots of phases whose end is there", "5 MB in all", "9 GB are free", "1 MB more than it may have"])
            Assert.Contains(text, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_was_freed_is_told()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapPost("/api/v1/store/free", () => FakeLab.Json(Usage)));
        var result = await CommandLine.Run("store", "free", "--server", lab.Url);
        Assert.Equal(0, result.Code);
        Assert.Contains("2 MB are freed; the store has 3 MB.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_sweep_is_archived_and_listed_among_the_archived()
    {
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapPost("/api/v1/sweeps/{id}/archive", (string id) =>
                FakeLab.Json(new SweepArchival(id, 3, 3_000_000)));
            routes.MapGet("/api/v1/sweeps", (bool? archived) => FakeLab.Json<SweepSummary[]>(
                archived == true ? [Example.Summary(SweepStatus.Finished)] : []));
        });
        var archived = await CommandLine.Run("sweep", "archive", "s", "--server", lab.Url);
        Assert.Equal((0, "s is archived, and 3 MB are free; ./lab sweep ls --archived lists it."),
            (archived.Code, archived.Output.Trim()));
        Assert.Equal("No sweep but 1 archived one; ./lab sweep ls --archived lists it.",
            (await CommandLine.Run("sweep", "ls", "--server", lab.Url)).Output.TrimEnd());
        Assert.Contains(Example.Summary(SweepStatus.Finished).Id,
            (await CommandLine.Run("sweep", "ls", "--archived", "--server", lab.Url)).Output);
    }
}
