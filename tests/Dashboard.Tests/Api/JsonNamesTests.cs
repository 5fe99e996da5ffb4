using System.Text.Json;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Api;

/// <summary>The names that programs of users read in the API's JSON.</summary>
public sealed class JsonNamesTests(LabServer lab)
{
    [Theory]
    [InlineData("experiments/EXPERIMENT", "swd", "average images levels msSsim nimg resolution")]
    [InlineData("experiments/EXPERIMENT", "samples", "alpha nimg path phase resolution")]
    [InlineData("experiments/EXPERIMENT/samples", "", "alpha nimg path phase resolution")]
    [InlineData("experiments/EXPERIMENT/checkpoints", "", "bytes createdAt final nimg path phase resolution sha256")]
    [InlineData("experiments/EXPERIMENT", "phases",
        "alpha end failures imagesPerSecond index key kind nimg parent reason resolution retryAt start status swd worker")]
    [InlineData("datasets", "", "channels fingerprint images labels name path resolution")]
    [InlineData("workers", "",
        "description device hold host imagesPerSecond imagesTrained labels memoryBytes memoryNeeded name packing "
        + "phase seenAt status threads whyIdle")]
    public async Task records_have_the_names_that_they_always_had(string path, string member, string names)
    {
        var sweep = (await lab.Finished).Summary.Id;
        var answer = await lab.Get<JsonElement>(
            $"/api/v1/{path.Replace("EXPERIMENT", $"{sweep}.1", StringComparison.Ordinal)}");
        var record = (member.Length == 0 ? answer : answer.GetProperty(member))[0];
        Assert.Equal(names.Split(' '), record.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }
}
