using System.Net;
using System.Net.Http.Headers;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Hosting;

/// <summary>HEAD and ranges, as HTTP says.</summary>
public sealed class HeadTests(LabServer lab)
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/sweeps")]
    [InlineData("/api/v1/sweeps")]
    [InlineData("/api/v1/settings")]
    [InlineData("/api/v1/experiments/none.1")]
    [InlineData("/api/v1/experiments/{best}")]
    [InlineData("/api/v1/experiments/{best}/generator")]
    [InlineData("/api/v1/experiments/{best}/samples/latest")]
    [InlineData("/api/v1/sweeps/{sweep}/watch")]
    [InlineData("/nowhere")]
    public async Task head_is_get_without_a_body(string path)
    {
        var summary = (await lab.Finished).Summary;
        path = path.Replace("{best}", summary.BestExperiment, StringComparison.Ordinal)
            .Replace("{sweep}", summary.Id, StringComparison.Ordinal);
        using var get = await lab.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        using var head = await lab.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task a_generator_is_as_old_as_its_checkpoint_and_comes_in_parts()
    {
        var best = (await lab.Finished).Summary.BestExperiment;
        var path = $"/api/v1/experiments/{best}/generator";
        using var first = await lab.Http.GetAsync(path);
        var whole = await first.Content.ReadAsByteArrayAsync();
        using var again = await lab.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(whole.Length, again.Content.Headers.ContentLength);
        Assert.Equal(first.Content.Headers.LastModified, again.Content.Headers.LastModified);
        Assert.True(first.Content.Headers.LastModified <= (await lab.Finished).Summary.EndedAt);
        Assert.Equal("bytes", Assert.Single(first.Headers.AcceptRanges));

        using var request =
            new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(8, 107) } };
        using var part = await lab.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(whole[8..108], await part.Content.ReadAsByteArrayAsync());
    }
}
