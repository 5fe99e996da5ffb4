using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Tests.Access;

/// <summary>
/// Who may do what, of every endpoint that there is: one that is added is found here, and closed unless it is named.
/// </summary>
public sealed partial class EveryEndpointTests(GuardedLab lab)
{
    /// <summary>Open to everyone, besides the files that the sign-in page is made of.</summary>
    private static readonly string[] Open = ["GET health/live", "GET health/ready", "GET sign-in"];

    /// <summary>What viewers may although it is no GET: it changes nothing, or it is their own page.</summary>
    private static readonly string[] ForViewers = ["POST api/v1/sweeps/preview", "POST sign-out", "POST _blazor"];

    private static readonly string[] ForAdministrators =
        ["api/v1/tokens", "api/v1/users", "orleans", "PUT api/v1/log-level", "POST api/v1/alerts/test"];

    [Fact]
    public async Task strangers_are_let_in_nowhere()
    {
        using var stranger = lab.Program(null);
        foreach (var (method, path, _) in Endpoints().Where(e => !IsOpen(e)))
        {
            using var answer = await Ask(stranger, method, path);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized
                || (answer.StatusCode == HttpStatusCode.Redirect
                    && answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal)),
                $"{method} {path} answers a stranger with {answer.StatusCode}.");
        }
    }

    [Fact]
    public void only_the_sign_in_page_its_files_and_a_sign_of_life_are_open()
    {
        var open = All().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null
                && e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => e.RoutePattern.RawText!.Trim('/')).Distinct();
        Assert.Equal(Open.Select(o => o.Split(' ')[1]).Order(), open.Order());
    }

    [Theory]
    [InlineData(LabRole.Join)]
    [InlineData(LabRole.Viewer)]
    [InlineData(LabRole.Researcher)]
    [InlineData(LabRole.Administrator)]
    public async Task each_role_is_let_in_where_it_should_be_and_nowhere_else(LabRole role)
    {
        using var program = lab.Program(lab.Token(role));
        foreach (var (method, path, isPage) in Endpoints().Where(e => !IsOpen(e)))
        {
            using var answer = await Ask(program, method, path);
            var isForbidden = answer.StatusCode == HttpStatusCode.Forbidden;
            Assert.True(
                isForbidden == (role < Needed(method, path, isPage)) && answer.StatusCode != HttpStatusCode.Unauthorized,
                $"{method} {path} answers {role} with {answer.StatusCode}.");
        }
    }

    private static LabRole Needed(string method, string path, bool isPage) =>
        ForAdministrators.Any(a => $"{method} {path}".StartsWith(a, StringComparison.Ordinal)
            || path.StartsWith(a, StringComparison.Ordinal)) ? LabRole.Administrator
        : isPage || method == "GET" || ForViewers.Any(v => $"{method} {path}".StartsWith(v, StringComparison.Ordinal))
            ? LabRole.Viewer
        : LabRole.Researcher;

    private static bool IsOpen((string Method, string Path, bool IsPage) endpoint) =>
        Open.Any(o => o.Split(' ')[1] == endpoint.Path);

    private static async Task<HttpResponseMessage> Ask(HttpClient http, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/{path}");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Methods and addresses that stand for all endpoints but files.</summary>
    private (string Method, string Path, bool IsPage)[] Endpoints() =>
        [.. All().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [_, ..] methods
                ? methods : ["GET", "POST"])
                .Select(method => (method, Path(e), e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)))
            .Where(e => e.method != "OPTIONS").Distinct()];

    private IEnumerable<RouteEndpoint> All() =>
        lab.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static string Path(RouteEndpoint endpoint) =>
        Parameter().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "1");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
