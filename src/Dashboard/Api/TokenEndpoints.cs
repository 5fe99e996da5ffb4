using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Grains.Hosts;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// Tokens with which hosts join. Who holds one becomes a part of the lab, so they are made, listed and revoked from the
/// lab host itself, by nobody else.
/// </summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Hosts").AddEndpointFilter(FromThisHost)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        tokens.MapGet("", (IGrainFactory grains) => Tokens(grains).GetAll())
            .WithSummary("Tokens with which hosts can join, oldest first.");
        tokens.MapPost("", Create).Accepts<TokenBody>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Makes a token; its secret is in this answer and nowhere else.");
        tokens.MapDelete("/{id}", Revoke).MayBeMissing()
            .WithSummary("Revokes a token: nobody joins with it any more, nor brings or fetches files.");
    }

    public static IJoinTokensGrain Tokens(IGrainFactory grains) =>
        grains.GetGrain<IJoinTokensGrain>(IJoinTokensGrain.Key);

    private static async Task<Created<NewJoinToken>> Create(HttpRequest request, IGrainFactory grains)
    {
        var body = await RequestBody.ReadJson<TokenBody>(request);
        var token = await Tokens(grains).Create(body.Name ?? "");
        return TypedResults.Created(ApiHosting.Address(request, $"/tokens/{token.Token.Id}"), token);
    }

    private static async Task<NoContent> Revoke(string id, IGrainFactory grains) => await Tokens(grains).Revoke(id)
        ? TypedResults.NoContent()
        : throw new NotFoundException($"There is no token '{InputText.Shown(id)}'.");

    private static async ValueTask<object?> FromThisHost(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address)
            ? TypedResults.Problem("Tokens are made, listed and revoked on the lab host itself: run ./lab token there.",
                statusCode: StatusCodes.Status403Forbidden)
            : await next(context);

    /// <param name="Name">Which hosts it is for.</param>
    private sealed record TokenBody(string? Name);
}
