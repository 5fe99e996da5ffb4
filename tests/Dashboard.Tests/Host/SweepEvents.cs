using System.Net.ServerSentEvents;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Host;

/// <summary>Reads a sweep's stream of views until it closes.</summary>
internal static class SweepEvents
{
    public static async IAsyncEnumerable<SweepView> Read(HttpClient http, string sweep)
    {
        await using var stream = await http.GetStreamAsync($"/api/v1/sweeps/{sweep}/watch");
        await foreach (var item in SseParser.Create(
            stream, (_, bytes) => JsonSerializer.Deserialize<SweepView>(bytes, LabJson.Options)!).EnumerateAsync())
        {
            Assert.Equal("sweep", item.EventType);
            yield return item.Data;
        }
    }
}
