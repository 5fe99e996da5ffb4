using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Dashboard.Access;
using PgGanLab.Grains.Hosts;
using PgGanLab.Grains.Store;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// What hosts with a token ask of the lab host: to join, and the files of its store. Not for people: it changes with the
/// version, which is the same on all hosts.
/// </summary>
internal static class HostEndpoints
{
    /// <summary>Where the lab takes hosts. Tokens with the role join are looked at here.</summary>
    public static void MapHosts(this RouteGroupBuilder api)
    {
        if (((IEndpointRouteBuilder)api).ServiceProvider.GetService<IHostInvitations>() is null)
            return;
        var hosts = api.MapGroup("/hosts").ExcludeFromDescription().AllowAnonymous()
            .AddEndpointFilter(WithToken);
        hosts.MapPost("", Join);
        hosts.MapGet("/files/{**path}", File);
        hosts.MapGet("/received/{**path}", (string path, string sha256, IStoreInbox inbox) =>
            inbox.GetReceived(path, sha256));
        hosts.MapPut("/files/{**path}", Receive);
        hosts.MapDelete("/files/{**path}", Discard);
        hosts.MapPost("/phases/{key}/clean", Clean);
    }

    private static async Task<HostInvitation> Join(
        HttpRequest request, IHostInvitations invitations, IGrainFactory grains)
    {
        var host = await RequestBody.ReadJson<HostRequest>(request);
        var invitation = invitations.Invite(host);
        await grains.Tokens().Admits(Secret(request), host.Host);
        return invitation;
    }

    private static PhysicalFileHttpResult File(string path, IStoreService store)
    {
        try
        {
            return TypedResults.PhysicalFile(
                store.FullPath(path), "application/octet-stream", enableRangeProcessing: true);
        }
        catch (FileNotFoundException e)
        {
            throw new NotFoundException(e.Message, e);
        }
    }

    private static Task<ReceivedFile> Receive(
        string path, string sha256, long bytes, long offset, HttpRequest request, IStoreInbox inbox,
        CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        return inbox.Receive(path, sha256, bytes, offset, request.Body, cancellationToken);
    }

    private static NoContent Discard(string path, IStoreInbox inbox)
    {
        inbox.Discard(path);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Clean(string key, IStoreInbox inbox)
    {
        await inbox.CleanPhase(key);
        return TypedResults.NoContent();
    }

    private static async ValueTask<object?> WithToken(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var grains = context.HttpContext.RequestServices.GetRequiredService<IGrainFactory>();
        return await grains.Tokens().Admits(Secret(context.HttpContext.Request), null)
            ? await next(context)
            : TypedResults.Problem(
                "The lab host does not know this token, or it was revoked; ./lab token new there makes another one.",
                statusCode: StatusCodes.Status401Unauthorized);
    }

    private static string Secret(HttpRequest request) => TokenAuthentication.Secret(request) ?? "";
}
