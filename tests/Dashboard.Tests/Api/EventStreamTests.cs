using System.IO.Pipelines;
using System.Net.ServerSentEvents;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PgGanLab.Dashboard.Api;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Api;

/// <summary>Server-sent events on their way through proxies.</summary>
public sealed class EventStreamTests(LabServer lab)
{
    private readonly Pipe pipe = new();
    private readonly Channel<SseItem<object>> items = Channel.CreateUnbounded<SseItem<object>>();

    [Fact]
    public async Task comments_keep_a_silent_stream_open_and_events_follow_in_order()
    {
        var answering = Answer(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(pipe.Reader.AsStream());
        for (var i = 0; i < 6; i++)
            Assert.Equal(i % 2 == 0 ? ":" : "", await reader.ReadLineAsync(TestContext.Current.CancellationToken));

        items.Writer.TryWrite(new SseItem<object>(new { Done = 1 }, "progress"));
        items.Writer.TryWrite(new SseItem<object>("last", "dataset"));
        items.Writer.Complete();
        await answering;
        var said = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            "event: progress\ndata: {\"done\":1}\n\nevent: dataset\ndata: \"last\"\n\n",
            said.Replace(":\n\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_reader_that_leaves_ends_the_stream()
    {
        using var left = new CancellationTokenSource();
        var answering = Answer(left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
    }

    [Fact]
    public async Task a_failure_reaches_the_server()
    {
        var answering = Answer(TestContext.Current.CancellationToken);
        items.Writer.Complete(new InvalidDataException("broken"));
        await Assert.ThrowsAsync<InvalidDataException>(() => answering);
    }

    [Fact]
    public async Task proxies_are_told_not_to_buffer()
    {
        var sweep = (await lab.Finished).Summary.Id;
        using var watch = await lab.Http.GetAsync($"/api/v1/sweeps/{sweep}/watch");
        Assert.Equal("no", Assert.Single(watch.Headers.GetValues("X-Accel-Buffering")));
        Assert.StartsWith(":\n\nevent: sweep\n", await watch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_comes_back_begins_with_the_whole_sweep_and_the_next_number()
    {
        var sweep = (await lab.Finished).Summary.Id;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/sweeps/{sweep}/watch");
        request.Headers.Add("Last-Event-ID", "41");
        using var watch = await lab.Http.SendAsync(request);
        await using var stream = await watch.Content.ReadAsStreamAsync();
        var events = await SseParser.Create(stream).EnumerateAsync().ToListAsync();
        Assert.Equal([("sweep", "42")], events.Select(e => (e.EventType, e.EventId)));
    }

    private async Task Answer(CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestAborted = aborted };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(pipe.Writer.AsStream()));
        try
        {
            await new EventStream<object>(
                items.Reader.ReadAllAsync(CancellationToken.None), TimeSpan.FromMilliseconds(5)).ExecuteAsync(context);
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
        }
    }
}
