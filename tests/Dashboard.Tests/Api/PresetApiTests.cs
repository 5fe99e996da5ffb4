using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class PresetApiTests(LabServer lab)
{
    [Fact]
    public async Task presets_are_listed_with_a_line_each()
    {
        var presets = await lab.Get<JsonElement>("/api/v1/presets");
        Assert.Equal("karras-table1", presets[0].GetProperty("name").GetString());
        Assert.All(presets.EnumerateArray(), p =>
            Assert.EndsWith(".", p.GetProperty("summary").GetString(), StringComparison.Ordinal));
        Assert.Equal(128, presets[0].GetProperty("mostResolution").GetInt32());
    }

    [Fact]
    public async Task a_presets_file_is_taken_as_it_is()
    {
        var answer = await lab.Http.GetAsync(
            "/api/v1/presets/karras-table1/sweep?dataset=tiny&kimg=40&resolution=16&seed=3&name=my%20table");
        var yaml = await answer.Content.ReadAsStringAsync();
        var preview = await (await lab.Post("/api/v1/sweeps/preview", yaml)).Content.ReadAsStreamAsync();

        Assert.Equal("application/yaml", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("# The ablation of the paper's table 1", yaml, StringComparison.Ordinal);
        Assert.Contains("name: my table\n", yaml, StringComparison.Ordinal);
        Assert.Contains("  seed: 3\n", yaml, StringComparison.Ordinal);
        var cost = JsonSerializer.Deserialize<SweepPreview>(preview, Grains.LabJson.Options)!;
        Assert.Equal(("(a) Gulrajani et al. 2017", "(h) converged"), (cost.Names[0], cost.Names[^1]));
        Assert.Equal((9, 40.0), (cost.Experiments, Math.Round(cost.KimgRequested, 2)));
    }

    [Fact]
    public async Task json_says_the_same_as_yaml()
    {
        const string path = "/api/v1/presets/fashion-mnist-demo/sweep?dataset=tiny&kimg=20";
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } }
        };
        var json = await (await lab.Http.SendAsync(request)).Content.ReadAsStringAsync();
        var yaml = await lab.Http.GetStringAsync(path);
        Assert.Equal(
            SweepDocument.Write(SweepDocument.Read(json)).ToJsonString(),
            SweepDocument.Write(SweepDocument.Read(PgGanLab.Documents.YamlDocument.Read(yaml)!.ToJsonString()))
                .ToJsonString());
    }

    [Theory]
    [InlineData("karras/sweep?dataset=tiny", "There is no sweep preset 'karras'; did you mean 'karras-table1'?")]
    [InlineData("karras-table1/sweep?dataset=tin", "Unknown dataset 'tin': the lab has ")]
    [InlineData("karras-table1/sweep?dataset=tiny&kimg=1",
        "The budget is 1 kimg, but karras-table1 to 32 px needs at least 20:")]
    [InlineData("karras-table1/sweep?dataset=tiny&resolution=64",
        "The resolution is 64 px; it must be a power of two from 16 to 32:")]
    [InlineData("karras-table1/sweep?dataset=tiny&name=%20", "The name of a sweep has 1 to 100 characters.")]
    public async Task what_can_not_be_is_refused_in_one_sentence(string path, string beginning)
    {
        var (status, detail) = await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/presets/{path}"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(beginning, detail, StringComparison.Ordinal);
    }
}
