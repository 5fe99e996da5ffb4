using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PgGanLab.Process.Tests.Lab;

namespace PgGanLab.Process.Tests;

/// <summary>A lab that listens on every address of its host lets nobody in whom it does not know.</summary>
public partial class AccessTests
{
    private const string Password = "four words are long";

    [Fact]
    public async Task strangers_are_refused_its_owner_and_tokens_are_let_in_and_a_restart_keeps_who_signed_in()
    {
        using var data = new DataDirectory();
        var lab = await LabUnderTest.Start(data.Path, address: "0.0.0.0");
        using var browser = new HttpClient();
        try
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Ask(lab, null));
            await lab.UntilSaid("good until there is a user");
            var code = lab.Said.Select(line => FirstCode().Match(line)).Single(m => m.Success).Groups[1].Value;

            var owner = (await File.ReadAllLinesAsync(Path.Combine(data.Path, "owner-token")))[0]["token=".Length..];
            Assert.Equal(HttpStatusCode.OK, await Ask(lab, owner));
            using var administrator = Client(lab, owner);
            using var made = await administrator.PostAsJsonAsync("api/v1/tokens", new { name = "ci", role = "viewer" });
            var token = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
            Assert.Equal(HttpStatusCode.OK, await Ask(lab, token));
            Assert.Equal(HttpStatusCode.Unauthorized, await Ask(lab, $"{token}x"));

            Assert.Equal((0, "ann can sign in, as viewer."),
                await Command(lab, data.Path, "user", "add", "ann", "--role", "viewer"));
            Assert.Equal(1, (await Command(lab, "/", "user", "ls")).Code);
            await SignIn(browser, lab);
            Assert.Contains("ann", await Me(browser, lab), StringComparison.Ordinal);

            await lab.Kill();
            await lab.DisposeAsync();
            lab = await LabUnderTest.Start(data.Path, address: "0.0.0.0");
            Assert.Contains("ann", await Me(browser, lab), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Unauthorized, await Ask(lab, owner));
            Assert.Equal(HttpStatusCode.OK, await Ask(lab, token));
            await lab.Stop("TERM");
            var log = string.Concat(Directory.GetFiles(Path.Combine(data.Path, "logs")).Select(File.ReadAllText));
            Assert.All((string[])[code, owner, token, Password],
                secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
        }
        finally
        {
            await lab.DisposeAsync();
        }
    }

    /// <summary>How this host reaches it: "every address" is none to connect to.</summary>
    private static Uri Here(LabUnderTest lab) => new($"http://localhost:{lab.Address.Port}");

    private static HttpClient Client(LabUnderTest lab, string? token) => new()
    {
        BaseAddress = Here(lab),
        DefaultRequestHeaders =
        {
            Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token)
        },
    };

    private static async Task<HttpStatusCode> Ask(LabUnderTest lab, string? token)
    {
        using var http = Client(lab, token);
        using var answer = await http.GetAsync("api/v1/workers");
        return answer.StatusCode;
    }

    private static Task<string> Me(HttpClient browser, LabUnderTest lab) =>
        browser.GetStringAsync(new Uri(Here(lab), "/api/v1/me"));

    private static async Task SignIn(HttpClient browser, LabUnderTest lab)
    {
        var address = new Uri(Here(lab), "/sign-in?return=%2Fapi");
        var fields = HiddenField().Matches(await browser.GetStringAsync(address))
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        (fields["Sent.Name"], fields["Sent.Password"]) = ("ann", Password);
        using var answer = await browser.PostAsync(address, new FormUrlEncodedContent(fields));
        Assert.True(answer.IsSuccessStatusCode, $"The sign-in was answered with {answer.StatusCode}.");
    }

    /// <summary>Runs the command line on the lab host, with a password in its environment.</summary>
    private static async Task<(int Code, string Output)> Command(
        LabUnderTest lab, string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            Environment = { ["LAB_DATA"] = data, ["LAB_PASSWORD"] = Password },
        };
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Cli/release/PgGanLab.Cli.dll"));
        foreach (var argument in (string[])[program, .. arguments, "--server", Here(lab).ToString()])
            start.ArgumentList.Add(argument);
        using var command = System.Diagnostics.Process.Start(start)!;
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, output.Trim());
    }

    [GeneratedRegex("^    ([a-z0-9]{4}(?:-[a-z0-9]{4}){3})$")]
    private static partial Regex FirstCode();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" />""")]
    private static partial Regex HiddenField();
}
