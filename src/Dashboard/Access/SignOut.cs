using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Access;

/// <summary>The button in the menu of who is signed in.</summary>
internal static class SignOut
{
    public static void MapSignOut(this WebApplication app) =>
        app.MapPost("/sign-out", Leave).Needs(LabRole.Viewer).ExcludeFromDescription();

    private static async Task<IResult> Leave(HttpContext context, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(context))
            return Results.Problem(
                "This form is not one of the lab's pages; load the page again.",
                statusCode: StatusCodes.Status400BadRequest);
        await context.SignOutAsync(CookieSignIn.Name);
        return Results.LocalRedirect($"{context.Request.PathBase}/sign-in");
    }
}
