using System.Collections.Immutable;
using System.Net;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>How browsers reach the lab through proxies: in the section <c>Dashboard</c> of the configuration.</summary>
/// <param name="PublicUrl">The lab's root as browsers see it, without a slash at the end; null without a proxy.</param>
/// <param name="Trusted">Whose X-Forwarded-… headers hold, besides those of this host.</param>
internal sealed record ProxyOptions(string? PublicUrl, ImmutableArray<IPNetwork> Trusted)
{
    public const string PublicUrlSwitch = "--public-url";
    public const string TrustedSwitch = "--trusted-proxy";

    private static readonly ImmutableArray<IPNetwork> ThisHost =
        [new(IPAddress.Parse("127.0.0.0"), 8), new(IPAddress.IPv6Loopback, 128)];

    /// <summary>What <see cref="PublicUrl"/> has behind its host: empty, or <c>/prefix</c>.</summary>
    public PathString Prefix =>
        Address is { } address ? PathString.FromUriComponent(address.AbsolutePath.TrimEnd('/')) : PathString.Empty;

    /// <summary>What browsers call the origin of its pages; null without a public address.</summary>
    public string? PublicOrigin => Address?.GetLeftPart(UriPartial.Authority);

    /// <summary>The public host name, as browsers send it; none without one.</summary>
    public IEnumerable<string> Hosts => Address is { } address ? [address.IdnHost] : [];

    /// <summary>Every network whose headers hold.</summary>
    public IEnumerable<IPNetwork> Believed => ThisHost.Concat(Trusted);

    private Uri? Address => PublicUrl is null ? null : new Uri(PublicUrl);

    /// <exception cref="InvalidInputException">The URL or an address is none.</exception>
    public static ProxyOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(DashboardOptions.Section);
        return new ProxyOptions(Root(section[nameof(PublicUrl)]), Networks(section[nameof(Trusted)]));
    }

    private static string? Root(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            && address is { Query: "", Fragment: "", UserInfo: "" }
            ? address.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw new InvalidInputException(
                $"The public address is '{InputText.Shown(text)}'; {PublicUrlSwitch} takes one such as "
                + "https://lab.example or https://lab.example/prefix.");
    }

    private static ImmutableArray<IPNetwork> Networks(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Network)];

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new InvalidInputException(
                $"The trusted proxy '{InputText.Shown(text)}' is neither an address nor a network; "
                + $"{TrustedSwitch} takes one such as 10.0.0.7 or 10.0.0.0/8.");
    }
}
