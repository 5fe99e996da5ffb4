using Microsoft.AspNetCore.Builder;
using PgGanLab.Grains.Store;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class VerifyVerbTests
{
    [Fact]
    public async Task it_says_what_is_trained_again_at_once_and_what_later()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapPost("/api/v1/store/verify", () => FakeLab.Json(
            new StoreCheck(4, 4_000_000,
                [new("a", "phases/a", "it is gone"), new("b", "phases/b", "it is gone")], 1,
                [new("c", "phases/c", "access is denied")], 0))));
        var result = await CommandLine.Run("verify", "--server", lab.Url);
        Assert.Equal(1, result.Code);
        Assert.EndsWith(
            "lab: 1 phase will be trained again as soon as a worker is free. 1 phase will be trained again when a sweep "
            + "needs the checkpoint. 1 checkpoint could not be read.", result.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("phases/c: access is denied.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_whole_store_is_done()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapPost("/api/v1/store/verify", () => FakeLab.Json(
            new StoreCheck(4, 4_000_000, [], 0, [], 1))));
        var result = await CommandLine.Run("verify", "--server", lab.Url);
        Assert.Equal(0, result.Code);
        Assert.Contains("all of them whole", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 checkpoint found damaged earlier", result.Error, StringComparison.Ordinal);
    }
}
