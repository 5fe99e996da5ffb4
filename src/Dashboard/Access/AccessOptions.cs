using PgGanLab.Dashboard.Hosting;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// Whether people must sign in: <c>--sign-in</c>, <c>Dashboard:SignIn</c>. By default they must where others than this
/// host's users can reach the lab.
/// </summary>
/// <param name="IsRequired">Whether every request needs a signed-in user or a token.</param>
/// <param name="IsPrivate">Whether nobody but this host's users can reach the lab, by a proxy neither.</param>
internal sealed record AccessOptions(bool IsRequired, bool IsPrivate)
{
    public const string Switch = "--sign-in";
    public const string Key = $"{DashboardOptions.Section}:SignIn";

    /// <summary>Whether Orleans' own dashboard is there: for this host's users, or for administrators.</summary>
    public bool ShowsInsides => IsRequired || IsPrivate;

    /// <exception cref="InvalidInputException">The value is none, or would open the lab to everyone.</exception>
    public static AccessOptions From(IConfiguration configuration, DashboardOptions dashboard, ProxyOptions proxies)
    {
        var isPrivate = dashboard.IsLocal && proxies.PublicUrl is null && proxies.Trusted.IsEmpty;
        var text = configuration[Key]?.Trim().ToLowerInvariant();
        return text switch
        {
            null or "" or "auto" => new AccessOptions(!isPrivate, isPrivate),
            "always" => new AccessOptions(true, isPrivate),
            "proxy" when dashboard.IsLocal => new AccessOptions(false, isPrivate),
            "proxy" => throw new InvalidInputException(
                $"With {Switch} proxy the lab asks nobody who they are, so it may listen on this host alone; "
                + "leave out --address, and let the proxy reach it at localhost."),
            _ => throw new InvalidInputException(
                $"'{InputText.Shown(text)}' says nothing of who signs in; {Switch} takes auto, always or proxy."),
        };
    }
}
