using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PgGanLab.Grains.Drawing;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>What a browser needs to draw with a generator by itself.</summary>
internal static class DrawingEndpoints
{
    private const int MostLatents = 1024;
    private const int MostNumbers = 4096;

    public static void MapDrawing(this IEndpointRouteBuilder api) =>
        api.MapGet("/latents", Latents).WithTags("Lab")
            .WithSummary("Latent vectors of seeds, float32 little-endian [count, size]: those that ./lab generate draws.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static FileContentHttpResult Latents(
        int size, HttpResponse response, ILatentService latents, long first = 0, int count = 32)
    {
        if (size is < 1 or > MostNumbers)
            throw new InvalidInputException($"size is {size}; it must be 1 to {MostNumbers}.");
        if (count is < 1 or > MostLatents)
            throw new InvalidInputException($"count is {count}; it must be 1 to {MostLatents}.");
        if (first < 0 || first > int.MaxValue - count)
            throw new InvalidInputException($"first is {first}; it must be 0 to {int.MaxValue - count}.");
        response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue
        {
            Public = true,
            MaxAge = TimeSpan.FromDays(365),
            Extensions = { new NameValueHeaderValue("immutable") },
        };
        var numbers = latents.Of([.. Enumerable.Range(0, count).Select(i => first + i)], size);
        return TypedResults.Bytes(
            MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), "application/octet-stream", enableRangeProcessing: true);
    }
}
