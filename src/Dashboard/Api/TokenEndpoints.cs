using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Grains.Access;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>Tokens with which programs use the API and hosts join: administrators make, list and revoke them.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Access").ForAdministrators();
        tokens.MapGet("", (IGrainFactory grains) => grains.Tokens().GetAll())
            .WithSummary("Tokens that are good, oldest first.");
        tokens.MapPost("", Create).Accepts<TokenBody>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Makes a token, for hosts that join unless role says otherwise; "
                + "its secret is in this answer and nowhere else.");
        tokens.MapDelete("/{id}", Revoke).MayBeMissing()
            .WithSummary("Revokes a token: it is good for nothing any more.");
    }

    private static async Task<Created<NewAccessToken>> Create(HttpRequest request, IGrainFactory grains)
    {
        var body = await RequestBody.ReadJson<TokenBody>(request);
        var token = await grains.Tokens().Create(
            body.Name ?? "", body.Role is { } role ? LabRoles.OfToken(role) : LabRole.Join);
        return TypedResults.Created(ApiHosting.Address(request, $"/tokens/{token.Token.Id}"), token);
    }

    private static async Task<NoContent> Revoke(string id, IGrainFactory grains) => await grains.Tokens().Revoke(id)
        ? TypedResults.NoContent()
        : throw new NotFoundException($"There is no token '{InputText.Shown(id)}'.");

    /// <param name="Name">Whose it is.</param>
    /// <param name="Role">join, viewer, researcher or administrator.</param>
    private sealed record TokenBody(string? Name, string? Role);
}
