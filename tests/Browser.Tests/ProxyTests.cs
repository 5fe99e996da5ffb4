using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

/// <summary>A lab behind nginx: TLS, another host name, a prefix.</summary>
public sealed class ProxyTests(ProxiedLab lab) : IClassFixture<ProxiedLab>
{
    /// <summary>Every address on the page, as the browser resolves it.</summary>
    private const string Addresses = """
        () => [...document.querySelectorAll('[href], [src]')].map(e => e.href?.baseVal ?? e.href ?? e.src)
            .map(a => new URL(a, document.baseURI)).filter(a => a.protocol.startsWith('http')).map(a => a.href)
        """;

    [Fact]
    public async Task a_sweep_is_launched_watched_and_its_generator_taken_home()
    {
        await using var window = await lab.Open("sweeps/new");
        var page = window.Page;
        await page.Locator("#yaml").FillAsync(Lab.TinySweep);
        await page.Locator("#yaml").BlurAsync();
        await Expect(page.Locator("#preview-experiments")).ToHaveTextAsync("2 experiments");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Launch the sweep" }).ClickAsync();
        await window.Arrive(new Regex($"^{Regex.Escape(lab.PublicUrl)}/sweeps/tiny-.{{4}}$"));
        var sweep = page.Url.Split('/')[^1];
        await window.Part("Experiments");
        await window.Arrive(new Regex($"^{Regex.Escape(lab.PublicUrl)}/sweeps/{sweep}/experiments$"));
        await window.Until("tr:has([data-experiment]) .badge", "Training");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Rank" }).ClickAsync();
        await window.Arrive(new Regex($"^{Regex.Escape(lab.PublicUrl)}/sweeps/{sweep}/experiments\\?sort=rank$"));
        await window.Until(".page-head .badge", "Finished");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(
            AriaRole.Link, new PageGetByRoleOptions { Name = "Best generator" }).ClickAsync());
        Assert.EndsWith(".safetensors", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.True(new FileInfo(await download.PathAsync()).Length > 1000);

        foreach (var path in (string[])["", "sweeps", "sweeps/new", $"sweeps/{sweep}", $"experiments/{sweep}.1",
            $"experiments/{sweep}.1/generator", "workers", "datasets", "events", "api", "sweeps/none"])
            await AllIsUnderThePrefix(window, path);

        await page.GotoAsync("workers");
        await window.Live();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "PgGanLab, home" }).ClickAsync();
        await window.Arrive(new Regex($"^{Regex.Escape(lab.PublicUrl)}/$"));
        await Expect(page.Locator(".side .nav-link.active")).ToHaveTextAsync("Home");
    }

    [Fact]
    public async Task the_command_line_keeps_the_prefix()
    {
        var folder = Directory.CreateTempSubdirectory("pgganlab-cli-").FullName;
        var sweep = Path.Combine(folder, "sweep.yaml");
        await File.WriteAllTextAsync(sweep,
            Lab.TinySweep.Replace("name: tiny", "name: by cli", StringComparison.Ordinal)
            .Replace("latentSize: 8", "latentSize: 10", StringComparison.Ordinal));
        var (code, output, errors) = await lab.Run("sweep", "submit", sweep, "--watch", "--json");
        Assert.True(code == 0, errors);
        var id = JsonDocument.Parse(output).RootElement.GetProperty("summary").GetProperty("id").GetString()!;

        var generator = Path.Combine(folder, "best.safetensors");
        (code, output, errors) = await lab.Run("best", id, "--download", generator);
        Assert.True(code == 0, errors + output);
        Assert.True(new FileInfo(generator).Length > 1000);

        var report = Path.Combine(folder, "report.html");
        (code, output, errors) = await lab.Run("sweep", "report", id, "--html", report);
        Assert.True(code == 0, errors + output);
        await ReadOffline(report);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A report of two experiments needs no network, sorts its table, and shows what belongs together.</summary>
    private async Task ReadOffline(string report)
    {
        await using var window = await lab.OpenOffline(report);
        var page = window.Page;
        var rows = page.Locator("tr[data-run]");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First.Locator("td").First).ToHaveTextAsync("1");
        var rank = page.Locator("th").First;
        await rank.ClickAsync();
        await rank.ClickAsync();
        await Expect(rank).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(rows.First.Locator("td").First).ToHaveTextAsync("2");
        await rows.First.HoverAsync();
        await Expect(page.Locator("g.curve.on")).ToHaveCountAsync(1);
        await Expect(page.Locator("figure.on")).ToHaveCountAsync(1);
        Assert.True(await window.Ask<bool>("() => [...document.images].every(i => i.complete && i.naturalWidth > 0)"));
        await window.Picture("report");
    }

    [Fact]
    public async Task the_python_client_keeps_the_prefix_and_does_all_that_it_says()
    {
        var (code, _, errors) = await lab.RunPythonTests();
        Assert.True(code == 0, errors);
        Assert.DoesNotContain("skipped", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_the_api_names_is_where_the_proxy_has_it()
    {
        using var http = lab.Client();
        using var yaml = new StringContent(
            Lab.TinySweep.Replace("latentSize: 8", "latentSize: 11", StringComparison.Ordinal),
            System.Text.Encoding.UTF8, "application/yaml");
        var accepted = await http.PostAsync($"{lab.PublicUrl}/api/v1/sweeps", yaml);
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        Assert.Equal($"{new Uri(lab.PublicUrl).AbsolutePath}/api/v1/sweeps/{id}",
            accepted.Headers.Location!.OriginalString);

        var openApi = await http.GetFromJsonAsync<JsonElement>($"{lab.PublicUrl}/openapi/v1.json");
        Assert.Equal(lab.PublicUrl, openApi.GetProperty("servers")[0].GetProperty("url").GetString());

        var page = await http.GetAsync($"{lab.PublicUrl}/sweeps/new");
        var cookies = page.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        Assert.All(cookies, cookie => Assert.Contains("path=/prefix", cookie, StringComparison.Ordinal));

        var nothing = await http.GetAsync($"{lab.PublicUrl}/api/v1/nothing");
        var missing = await nothing.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("There is no /prefix/api/v1/nothing in this API; /prefix/api lists what there is.",
            missing.GetProperty("detail").GetString());
        var cancelled = await http.PostAsync($"{lab.PublicUrl}/api/v1/sweeps/{id}/cancel", null);
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
    }

    [Fact]
    public async Task a_proxy_that_takes_its_prefix_off_says_it()
    {
        using var http = lab.WithToken(new HttpClient());
        Assert.Contains("""<base href="/stripped/" />""", await http.GetStringAsync($"{lab.StrippedUrl}/workers"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.NotFound)]
    public async Task only_pages_of_the_public_address_may_change_the_lab(string? origin, HttpStatusCode status)
    {
        using var http = lab.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{lab.PublicUrl}/api/v1/sweeps/none/cancel");
        request.Headers.Add("Origin", origin ?? new Uri(lab.PublicUrl).GetLeftPart(UriPartial.Authority));
        Assert.Equal(status, (await http.SendAsync(request)).StatusCode);
    }

    /// <summary>nginx ends what is silent for 16 seconds here.</summary>
    [Fact]
    public async Task a_watch_on_which_nothing_happens_stays_open()
    {
        var busy = await lab.Submit(Waiting("busy", 12));
        var waiting = await lab.Submit(Waiting("waiting", 13));
        using var http = lab.Client();
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await using var stream = await http.GetStreamAsync(
                $"{lab.PublicUrl}/api/v1/sweeps/{waiting}/watch", patience.Token);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(patience.Token) is { } line
                && !line.StartsWith("id:", StringComparison.Ordinal)) { }
            for (var heartbeats = 0; heartbeats < 2;)
                heartbeats += await reader.ReadLineAsync(patience.Token) is ":" ? 1 : 0;

            await Cancel(waiting);
            Assert.Contains("event: sweep", await reader.ReadToEndAsync(patience.Token), StringComparison.Ordinal);
        }
        finally
        {
            await Cancel(waiting);
            await Cancel(busy);
        }

        Task Cancel(string id) => http.PostAsync($"{lab.PublicUrl}/api/v1/sweeps/{id}/cancel", null);

        static string Waiting(string name, int latentSize) =>
            Lab.TinySweep.Replace("name: tiny", $"name: {name}", StringComparison.Ordinal)
                .Replace("latentSize: 8", $"latentSize: {latentSize}", StringComparison.Ordinal)
                .Replace("stabilizeKimg: 0.16", "stabilizeKimg: 1000", StringComparison.Ordinal);
    }

    private async Task AllIsUnderThePrefix(Window window, string path)
    {
        var asked = new List<string>();
        window.Page.Request += Note;
        await window.Go(path);
        await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        window.Page.Request -= Note;
        if (path == "sweeps/none")
            window.Forgive();
        var named = await window.Ask<string[]>(Addresses);
        Assert.NotEmpty(named);
        Assert.All(asked.Concat(named).Where(a => a.StartsWith("http", StringComparison.Ordinal)),
            address => Assert.StartsWith($"{lab.PublicUrl}/", address, StringComparison.Ordinal));

        void Note(object? sender, IRequest request) => asked.Add(request.Url);
    }
}
