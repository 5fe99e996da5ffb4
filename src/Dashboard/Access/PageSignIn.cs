using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using PgGanLab.Grains.Access;
using PgGanLab.Grains.Store;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// Who is at an open page. It is asked anew twice a minute: a page whose user was removed, or has another password
/// since, shows nothing more.
/// </summary>
internal sealed class PageSignIn(ILoggerFactory logs, IGrainFactory grains, AccessOptions options)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    private readonly ILogger log = logs.CreateLogger<PageSignIn>();

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var person = authenticationState.User;
        if (!options.IsRequired)
            return true;
        try
        {
            var role = await grains.GetGrain<IUsersGrain>(IUsersGrain.Key)
                .FindRole(person.Identity?.Name ?? "", person.Stamp);
            return role is not null && role == person.Role;
        }
        catch (Exception e) when (e is DatabaseAwayException or TimeoutException or OrleansException)
        {
            log.LogWarning(e, "Whether {Person} is still signed in could not be asked; the page stays", person.Title);
            return true;
        }
    }
}
