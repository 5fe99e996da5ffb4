using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Dashboard.Access;
using PgGanLab.Grains.Access;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>The people who can sign in, whom administrators add and remove; and who one is.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Access").ForAdministrators();
        users.MapGet("", (IGrainFactory grains) => grains.Users().GetAll()).WithSummary("Users, by name.");
        users.MapPost("", Add).Accepts<UserBody>("application/json").ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Adds a user.");
        users.MapPut("/{name}/password", SetPassword).Accepts<PasswordBody>("application/json").MayBeMissing()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Gives a user another password, and signs the user out everywhere.");
        users.MapPut("/{name}/role", SetRole).Accepts<RoleBody>("application/json").MayBeMissing()
            .ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Gives a user another role, at once.");
        users.MapDelete("/{name}", Remove).MayBeMissing().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Removes a user, who is signed out everywhere.");
        api.MapGet("/me", (ClaimsPrincipal person, AccessOptions access) => access.IsRequired
                ? new Me(person.Identity?.Name, person.Role, true)
                : new Me(null, null, false))
            .WithTags("Access").WithSummary("Who sends this request, and with which role.");
    }

    /// <summary>
    /// Only administrators; where nobody signs in, only this host's users: what is made there is good on every address.
    /// </summary>
    public static RouteGroupBuilder ForAdministrators(this RouteGroupBuilder endpoints) => endpoints
        .Needs(LabRole.Administrator).ProducesProblem(StatusCodes.Status403Forbidden).AddEndpointFilter(FromThisHost);

    private static async Task<Created<LabUser>> Add(HttpRequest request, IGrainFactory grains)
    {
        var body = await RequestBody.ReadJson<UserBody>(request);
        var user = await grains.Users().Add(body.Name ?? "", LabRoles.OfUser(body.Role ?? ""), body.Password ?? "");
        return TypedResults.Created(ApiHosting.Address(request, $"/users/{Uri.EscapeDataString(user.Name)}"), user);
    }

    private static async Task<NoContent> SetPassword(string name, HttpRequest request, IGrainFactory grains)
    {
        var body = await RequestBody.ReadJson<PasswordBody>(request);
        return Done(await grains.Users().SetPassword(name, body.Password ?? ""), name);
    }

    private static async Task<NoContent> SetRole(string name, HttpRequest request, IGrainFactory grains)
    {
        var body = await RequestBody.ReadJson<RoleBody>(request);
        return Done(await grains.Users().SetRole(name, LabRoles.OfUser(body.Role ?? "")), name);
    }

    private static async Task<NoContent> Remove(string name, IGrainFactory grains) =>
        Done(await grains.Users().Remove(name), name);

    private static NoContent Done(bool isThere, string name) => isThere
        ? TypedResults.NoContent()
        : throw new NotFoundException($"There is no user '{InputText.Shown(name)}'.");

    private static async ValueTask<object?> FromThisHost(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        return request.RequestServices.GetRequiredService<AccessOptions>().IsRequired
            || request.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address)
                ? await next(context)
                : TypedResults.Problem(
                    "In this lab nobody signs in, so users and tokens are made on the lab host itself: "
                    + "run ./lab user or ./lab token there.", statusCode: StatusCodes.Status403Forbidden);
    }

    /// <param name="Name">Null where nobody signs in.</param>
    /// <param name="Role">The same.</param>
    /// <param name="SignInRequired">Whether the lab asks who one is.</param>
    private sealed record Me(string? Name, LabRole? Role, bool SignInRequired);

    private sealed record UserBody(string? Name, string? Role, string? Password);

    private sealed record PasswordBody(string? Password);

    private sealed record RoleBody(string? Role);
}
