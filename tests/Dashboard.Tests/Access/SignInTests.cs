using System.Globalization;
using System.Net;
using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Tests.Access;

/// <summary>People in browsers.</summary>
public sealed class SignInTests(GuardedLab lab)
{
    [Fact]
    public async Task a_page_leads_to_the_sign_in_page_and_back()
    {
        using var browser = lab.Browser();
        using var led = await browser.GetAsync("/workers?a=1");
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?return=%2Fworkers%3Fa%3D1"),
            (led.StatusCode, led.Headers.Location!.OriginalString));
        using var back = await GuardedLab.SignIn(browser, "Viewer", path: led.Headers.Location!.OriginalString);
        Assert.Equal((HttpStatusCode.Redirect, "/workers?a=1"),
            (back.StatusCode, back.Headers.Location!.OriginalString));
        Assert.Contains("No worker", await browser.GetStringAsync("/workers"), StringComparison.Ordinal);
        Assert.Contains("\"role\":\"viewer\"", await browser.GetStringAsync("/api/v1/me"), StringComparison.Ordinal);
        using var again = await browser.GetAsync("/sign-in?return=%2Fevents");
        Assert.Equal("/events", again.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("/sweeps/a?b=//c", "/sweeps/a?b=//c")]
    [InlineData("workers", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task nobody_is_led_to_another_site(string? back, string led)
    {
        Assert.Equal(led, ReturnAddress.Local(back));
        using var browser = lab.Browser();
        using var answer = await GuardedLab.SignIn(
            browser, "viewer", path: $"/sign-in?return={Uri.EscapeDataString(back ?? "")}");
        Assert.Equal(led, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("http://localhost", false)]
    [InlineData("https://localhost", true)]
    public async Task the_cookie_is_hidden_from_scripts_and_other_sites_and_secure_over_https(string root, bool secure)
    {
        using var browser = lab.Browser(root);
        using var answer = await GuardedLab.SignIn(browser, "viewer");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("pgganlab-", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task nobody_is_signed_out_by_another_site()
    {
        using var browser = lab.Browser();
        using var signedIn = await GuardedLab.SignIn(browser, "viewer");
        using var forged = await browser.PostAsync("/sign-out", null);
        Assert.Equal((HttpStatusCode.BadRequest, "This form is not one of the lab's pages; load the page again."),
            await LabServer.Refusal(forged));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/workers")).StatusCode);
    }

    [Fact]
    public async Task a_form_of_another_site_is_refused()
    {
        using var browser = lab.Browser();
        using var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent(
            [new("_handler", "sign-in"), new("Sent.Name", "viewer"), new("Sent.Password", GuardedLab.Password)]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie") && (await browser.GetAsync("/workers")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task who_is_removed_or_gets_another_password_or_role_feels_it_at_once()
    {
        await lab.Users.Add("guest", LabRole.Viewer, GuardedLab.Password);
        using var browser = lab.Browser();
        using var signedIn = await GuardedLab.SignIn(browser, "guest");
        await lab.Users.SetRole("guest", LabRole.Researcher);
        Assert.Contains("researcher", await browser.GetStringAsync("/api/v1/me"), StringComparison.Ordinal);
        await lab.Users.SetPassword("guest", "another long password");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/workers")).StatusCode);
        using var again = await GuardedLab.SignIn(browser, "guest", "another long password");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/workers")).StatusCode);
        await lab.Users.Remove("guest");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/workers")).StatusCode);
    }

    [Fact]
    public async Task people_change_their_own_password_if_they_know_it_and_stay_signed_in_where_they_did()
    {
        const string next = "another long password";
        await lab.Users.Add("changer", LabRole.Viewer, GuardedLab.Password);
        using var browser = lab.Browser();
        using var other = lab.Browser();
        (await GuardedLab.SignIn(browser, "changer")).Dispose();
        (await GuardedLab.SignIn(other, "changer")).Dispose();

        await Refused("a guess of it", next, next, HttpStatusCode.Unauthorized, "The present password is another one.");
        await Refused(GuardedLab.Password, next, "mistyped", HttpStatusCode.OK, "The two new passwords differ.");
        await Refused(GuardedLab.Password, "short", "short", HttpStatusCode.OK, "use 12 to 200, such as four words.");
        Assert.NotNull(await lab.Users.SignIn("changer", GuardedLab.Password));

        using var changed = await Change(GuardedLab.Password, next, next);
        Assert.Equal((HttpStatusCode.Redirect, "/settings"), (changed.StatusCode, changed.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/workers")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/workers")).StatusCode);
        Assert.Null(await lab.Users.SignIn("changer", GuardedLab.Password));
        await lab.Users.Remove("changer");

        Task<HttpResponseMessage> Change(string old, string password, string again) => GuardedLab.Send(
            browser, "/password",
            new() { ["Sent.Old"] = old, ["Sent.Password"] = password, ["Sent.Again"] = again });

        async Task Refused(string old, string password, string again, HttpStatusCode status, string sentence)
        {
            using var answer = await Change(old, password, again);
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("viewer", false)]
    [InlineData("researcher", false)]
    [InlineData("administrator", true)]
    public async Task only_administrators_see_people_and_tokens(string name, bool seesThem)
    {
        using var browser = lab.Browser();
        (await GuardedLab.SignIn(browser, name)).Dispose();
        var page = await browser.GetStringAsync("/settings");
        Assert.Contains("Change your password", page, StringComparison.Ordinal);
        Assert.Equal(seesThem, page.Contains("Add a person", StringComparison.Ordinal));
        Assert.Equal(seesThem, page.Contains("Make a token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sweeps")]
    [InlineData("/datasets")]
    public async Task a_viewer_is_offered_nothing_that_is_refused(string path)
    {
        string[] offers = ["sweeps/new", "Make a dataset", "Create a dataset"];
        using var viewer = lab.Browser();
        (await GuardedLab.SignIn(viewer, "viewer")).Dispose();
        var page = await viewer.GetStringAsync(path);
        Assert.All(offers, offer => Assert.DoesNotContain(offer, page, StringComparison.Ordinal));
        using var researcher = lab.Browser();
        (await GuardedLab.SignIn(researcher, "researcher")).Dispose();
        page = await researcher.GetStringAsync(path);
        Assert.Contains(offers, offer => page.Contains(offer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_wrong_password_and_an_unknown_name_get_the_same_sentence_and_too_many_have_to_wait()
    {
        await lab.Users.Add("guessed", LabRole.Viewer, GuardedLab.Password);
        using var browser = lab.Browser();
        foreach (var name in (string[])["guessed", "nobody-of-this-name"])
        {
            using var wrong = await GuardedLab.SignIn(browser, name, "guess");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            Assert.Contains(
                "Name or password is wrong.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        for (var tries = 1; tries < SignInLimiter.MostOfAName; tries++)
            (await GuardedLab.SignIn(browser, "Guessed ", "guess")).Dispose();
        using var late = await GuardedLab.SignIn(browser, "guessed");
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
        var seconds = (int)late.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(seconds, 1, 60);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"That was wrong too often; try again in {seconds} second"),
            await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var other = await GuardedLab.SignIn(browser, "viewer");
        Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);
    }

    [Fact]
    public void a_code_that_is_none_makes_no_first_user()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, lab.WrongCode.Status);
        Assert.Contains("each start of the lab prints a new one", lab.WrongCode.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task there_is_one_first_user()
    {
        Assert.Null(await lab.Users.AddFirst("second", GuardedLab.Password));
        using var browser = lab.Browser();
        Assert.DoesNotContain("The first user", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }
}
