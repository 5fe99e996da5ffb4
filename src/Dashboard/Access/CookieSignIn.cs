using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// People in browsers: who signed in has a cookie, which holds until the user is removed, gets another password, or
/// does nothing for two weeks.
/// </summary>
internal static class CookieSignIn
{
    public const string Name = "Cookie";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <param name="options">What is set.</param>
    /// <param name="cookie">Its name: browsers send a cookie to every port of a host, and each lab has its own.</param>
    public static void Configure(CookieAuthenticationOptions options, string cookie)
    {
        options.Cookie.Name = cookie;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = Validate,
            OnRedirectToLogin = context => AccessRefusal.SignIn(context.HttpContext),
            OnRedirectToAccessDenied = context => AccessRefusal.Forbid(context.HttpContext),
        };
    }

    /// <summary>Signs somebody in.</summary>
    public static Task SignIn(HttpContext context, SignedIn user) => context.SignInAsync(
        Name, Person.Of(Name, Person.User, user.Name, user.Role, user.Stamp),
        new AuthenticationProperties { IsPersistent = true });

    /// <summary>Asks the record at every request: what was taken away is gone at once.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var person = context.Principal!;
        var users = context.HttpContext.RequestServices.GetRequiredService<IGrainFactory>()
            .GetGrain<IUsersGrain>(IUsersGrain.Key);
        var (name, stamp) = (person.Identity?.Name ?? "", person.Stamp);
        if (await users.FindRole(name, stamp) is not { } role)
            context.RejectPrincipal();
        else if (role != person.Role)
            context.ReplacePrincipal(Person.Of(Name, Person.User, name, role, stamp));
    }
}
