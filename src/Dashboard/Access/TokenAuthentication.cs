using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Access;

/// <summary>Programs: <c>Authorization: Bearer</c> with a token of the lab, or with this host's owner's.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    IGrainFactory grains, OwnerToken owner)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";

    private const string Prefix = "Bearer ";

    /// <summary>The secret that a request brings; null where it brings none.</summary>
    public static string? Secret(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header
        && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header[Prefix.Length..].Trim()
            : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Secret(Request) is not { } secret)
            return AuthenticateResult.NoResult();
        if (owner.Is(secret))
            return Known("this host's owner", LabRole.Administrator);
        return await grains.GetGrain<ITokensGrain>(ITokensGrain.Key).Find(secret) is { } token
            ? Known(token.Name, token.Role)
            : AuthenticateResult.Fail("unknown token");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AccessRefusal.Unauthorized(
        Context, Secret(Request) is null ? AccessRefusal.NotSignedIn : AccessRefusal.UnknownToken);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessRefusal.Forbid(Context);

    private AuthenticateResult Known(string name, LabRole role) => AuthenticateResult.Success(
        new AuthenticationTicket(Person.Of(Scheme.Name, Person.Token, name, role), Scheme.Name));
}
