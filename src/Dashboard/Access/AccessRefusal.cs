using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Net.Http.Headers;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Access;

/// <summary>What those are told who may not: programs a sentence, people the way to the sign-in page.</summary>
internal static class AccessRefusal
{
    /// <summary>Of a request without a user or a token.</summary>
    public const string NotSignedIn =
        "This lab answers signed-in users and programs with a token alone: sign in at /sign-in, or send "
        + "'Authorization: Bearer TOKEN'; ./lab token new on the lab host makes a token.";

    /// <summary>Of a token that is none.</summary>
    public const string UnknownToken =
        "The lab does not know this token, or it was revoked; ./lab token new on the lab host makes another one.";

    /// <summary>Answers 401, or for somebody who opens a page leads to the sign-in page and back.</summary>
    public static Task SignIn(HttpContext context) => IsAPersonsPage(context)
        ? LeadToSignIn(context)
        : Unauthorized(context, NotSignedIn);

    /// <summary>Answers 401.</summary>
    public static Task Unauthorized(HttpContext context, string sentence)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return Results.Problem(sentence, statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    /// <summary>Answers 403 with the role that is needed.</summary>
    public static Task Forbid(HttpContext context) => Results.Problem(
        context.User.Role == LabRole.Join
            ? $"{Capital(context.User.Title)} is for hosts that join; make another one with ./lab token new --role."
            : $"This needs the role {LeastRole.Of(context).Word()}; {context.User.Title} is "
                + $"{context.User.Role?.Word() ?? "nobody"}.",
        statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);

    private static bool IsAPersonsPage(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !Api.ApiHosting.IsApi(context.Request)
        && (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            || context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    private static Task LeadToSignIn(HttpContext context)
    {
        var request = context.Request;
        var back = ReturnAddress.Local($"{request.Path}{request.QueryString}");
        context.Response.Redirect(back == "/"
            ? $"{request.PathBase}/sign-in"
            : $"{request.PathBase}/sign-in?return={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
