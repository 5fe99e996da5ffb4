using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Access;

/// <summary>Who may use the lab, as a part of the process (docs/security.md).</summary>
internal static class AccessHosting
{
    private const string Scheme = "Lab";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// People with a cookie, programs with a token. The keys that encrypt cookies lie in the data directory, so that a
    /// restart keeps sign-ins.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="directories">Has the data directory.</param>
    /// <exception cref="InvalidInputException">The folder of the keys can't be used.</exception>
    public static void AddLabAccess(this WebApplicationBuilder builder, LabDirectories directories)
    {
        builder.AddTokenAccess();
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("PgGanLab").PersistKeysToFileSystem(Keys(directories));
        services.AddAuthentication().AddCookie(
            CookieSignIn.Name, options => CookieSignIn.Configure(options, Cookie("pgganlab", directories)));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = Cookie("pgganlab-form", directories);
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddSingleton<FirstSignIn>();
        services.AddSingleton<SignInLimiter>();
        services.AddSingleton<ActionLog>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, PageSignIn>();
        services.AddScoped<CircuitHandler, CircuitPerson>();
    }

    /// <summary>Programs with a token alone, where there are no pages.</summary>
    public static void AddTokenAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<OwnerToken>();
        services.AddAuthentication(Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Name, null)
            .AddPolicyScheme(Scheme, null, options => options.ForwardDefaultSelector = context =>
                TokenAuthentication.Secret(context.Request) is null && HasPages(context)
                    ? CookieSignIn.Name : TokenAuthentication.Name);
        services.AddSingleton<IAuthorizationHandler, LeastRoleHandler>();
        services.AddAuthorizationBuilder().SetDefaultPolicy(LeastRole.Policy).SetFallbackPolicy(LeastRole.Policy);
    }

    /// <summary>Everything that is mapped is guarded, unless it says that it is open.</summary>
    public static void UseLabAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        if (app.Services.GetRequiredService<AccessOptions>().IsRequired
            && app.Services.GetService<ActionLog>() is not null)
            app.UseWhen(context => Api.ApiHosting.IsApi(context.Request), api => api.Use(
                (context, next) => ActionLog.OfRequest(context, next)));
    }

    private static bool HasPages(HttpContext context) =>
        context.RequestServices.GetService<FirstSignIn>() is not null;

    private static DirectoryInfo Keys(LabDirectories directories)
    {
        var folder = new DirectoryInfo(Path.Combine(directories.Data, "keys"));
        try
        {
            folder.Create();
            if (!OperatingSystem.IsWindows())
                folder.UnixFileMode = OwnerOnly;
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{folder.FullName} can't be used: {Readable.Clause(e.Message)}.", e);
        }
    }

    private static string Cookie(string name, LabDirectories directories) =>
        $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directories.Data)))[..8]}";
}
