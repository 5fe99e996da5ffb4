using System.Net.ServerSentEvents;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Host;

/// <summary>Reads a sweep's stream of events until it closes.</summary>
internal static class SweepEvents
{
    public static async IAsyncEnumerable<SweepView> Read(HttpClient http, string sweep)
    {
        var followed = new FollowedSweep();
        await using var stream = await http.GetStreamAsync($"/api/v1/sweeps/{sweep}/watch");
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
            yield return followed.Read(item.EventType, item.Data)
                ?? throw new InvalidDataException($"'{item.EventType}' is no event of a sweep.");
    }
}
