using System.Security.Claims;
using PgGanLab.Grains.Access;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// Who changed what, where people sign in: in the lab's events and in its log. What was asked for is done by then;
/// where it can't be noted in the events, the log has it.
/// </summary>
internal sealed class ActionLog(IGrainFactory grains, ILogger<ActionLog> log)
{
    /// <summary>Notes every change that came through the API.</summary>
    public static async Task OfRequest(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var (request, answer) = (context.Request, context.Response);
        if (LeastRole.Of(context) > LabRole.Viewer && !HttpMethods.IsGet(request.Method)
            && answer.StatusCode < StatusCodes.Status400BadRequest && context.User.Role is not null)
            await context.RequestServices.GetRequiredService<ActionLog>().Note(
                context.User, $"{request.Method} {request.Path}",
                request.RouteValues.Values.OfType<string>().FirstOrDefault() ?? "");
    }

    /// <summary>Notes what somebody did at a page, once it is done; nothing where it failed.</summary>
    /// <param name="done">Ends with it.</param>
    /// <param name="person">Who.</param>
    /// <param name="what">Such as <c>sweep: pause</c>.</param>
    /// <param name="subject">Of what: an id or a name.</param>
    public async Task NoteAfter(Task done, ClaimsPrincipal person, string what, string subject)
    {
        await done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (done.IsCompletedSuccessfully)
            await Note(person, what, subject);
    }

    private async Task Note(ClaimsPrincipal person, string what, string subject)
    {
        log.LogInformation("{Person} ({Role}): {What}", person.Title, person.Role, what);
        try
        {
            await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).NoteAction(
                $"{person.Title} ({person.Role?.Word()}): {what}.", subject);
        }
        catch (Exception e) when (
            e is DatabaseAwayException or DiskFullException or TimeoutException or OrleansException)
        {
            log.LogWarning(e, "What {Person} did is not in the events: {What}", person.Title, what);
        }
    }
}
