using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Access;

[assembly: AssemblyFixture(typeof(GuardedLab))]

namespace PgGanLab.Dashboard.Tests.Host;

/// <summary>
/// A lab in which people sign in, with a user and a token of each role. Its first user was made on the sign-in page.
/// </summary>
public sealed partial class GuardedLab : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>Of every user.</summary>
    public const string Password = "four words are long";

    private readonly Dictionary<LabRole, string> tokens = [];

    public string Data { get; } = Directory.CreateTempSubdirectory("pgganlab-guarded-").FullName;

    /// <summary>What the sign-in page answered to a wrong code, before there was a user.</summary>
    public (HttpStatusCode Status, string Page) WrongCode { get; private set; }

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IUsersGrain Users => Grains.GetGrain<IUsersGrain>(IUsersGrain.Key);

    public ITokensGrain Tokens => Grains.GetGrain<ITokensGrain>(ITokensGrain.Key);

    /// <summary>The code that it would print.</summary>
    internal string Code => Services.GetRequiredService<FirstSignIn>().Code;

    public async ValueTask InitializeAsync()
    {
        using var person = Browser();
        using var wrong = await Send(person, "/sign-in", First("abcd-efgh-jkmn-pqrs"));
        WrongCode = (wrong.StatusCode, await wrong.Content.ReadAsStringAsync());
        using var right = await Send(person, "/sign-in", First(Code.ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        foreach (var role in (LabRole[])[LabRole.Viewer, LabRole.Researcher])
            await Users.Add(role.Word(), role, Password);
        foreach (var role in Enum.GetValues<LabRole>())
            tokens[role] = (await Tokens.Create($"for {role.Word()}s", role)).Secret;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }

    /// <summary>The secret of a token with a role.</summary>
    public string Token(LabRole role) => tokens[role];

    /// <summary>A program with a token; one without where the secret is null.</summary>
    public HttpClient Program(string? secret)
    {
        var http = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (secret is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return http;
    }

    /// <summary>Somebody's browser, which keeps cookies and shows where it is led.</summary>
    /// <param name="root">Scheme and host.</param>
    public HttpClient Browser(string root = "http://localhost")
    {
        var http = CreateClient(new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            BaseAddress = new Uri(root)
        });
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return http;
    }

    /// <summary>Signs somebody in, as the form does.</summary>
    public static Task<HttpResponseMessage> SignIn(
        HttpClient browser, string name, string password = Password, string path = "/sign-in") =>
        Send(browser, path, new() { ["Sent.Name"] = name, ["Sent.Password"] = password });

    /// <summary>Fills in the form on a page and sends it.</summary>
    public static async Task<HttpResponseMessage> Send(
        HttpClient browser, string path, Dictionary<string, string> fields)
    {
        var page = await browser.GetStringAsync(path);
        foreach (Match hidden in HiddenField().Matches(page))
            fields[hidden.Groups["name"].Value] = hidden.Groups["value"].Value;
        return await browser.PostAsync(path, new FormUrlEncodedContent(fields));
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Dashboard:Port"] = "0",
                ["Dashboard:SignIn"] = "always",
                ["Lab:DataDirectory"] = Data,
                ["Lab:Devices"] = "none",
            }));
        return base.CreateHost(builder);
    }

    private static Dictionary<string, string> First(string code) => new()
    {
        ["Sent.Code"] = code,
        ["Sent.Name"] = "Administrator",
        ["Sent.Password"] = Password,
        ["Sent.Again"] = Password,
    };

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" />""")]
    private static partial Regex HiddenField();
}
