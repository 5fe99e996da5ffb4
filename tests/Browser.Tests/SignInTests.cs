using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

/// <summary>A lab in which people sign in, from its first user on.</summary>
public sealed class SignInTests
{
    private const string Password = "four words are long";

    [Fact]
    public async Task the_first_user_is_made_adds_people_and_tokens_and_a_viewer_is_offered_no_change()
    {
        await using var lab = new LabProcess("--sign-in", "always");
        await lab.Start();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Lab.Launch(playwright);
        await using var window = await Open(browser, lab);
        var page = window.Page;
        await page.GotoAsync("/workers");
        await page.FillAsync("#code", await lab.After("make the first user with this code"));
        await page.FillAsync("#name", "Ann");
        await page.FillAsync("#password", Password);
        await page.FillAsync("#again", Password);
        await page.Keyboard.PressAsync("Enter");
        await window.Live();

        await page.Locator(".user-menu .face").ClickAsync();
        await Expect(page.Locator(".who")).ToContainTextAsync("administrator");
        await page.Keyboard.PressAsync("Escape");

        await window.Go("/settings");
        await Button("Add a person").ClickAsync();
        await page.FillAsync("#new-user", "Vic");
        await page.FillAsync("#new-user-password", "short");
        await Button("Add").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The password has 5 characters");
        await window.Picture("settings-add-person-desktop-light");
        await page.FillAsync("#new-user-password", Password);
        await Button("Add").ClickAsync();
        var vic = page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "vic" });
        await Expect(vic).ToContainTextAsync("researcher");
        await vic.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Role" }).ClickAsync();
        await page.Locator("#role-of-vic").ClickAsync();
        await page.Locator(".mud-list-item").Filter(new LocatorFilterOptions { HasText = "viewer" }).ClickAsync();
        await Button("Set the role").ClickAsync();
        await Expect(vic).ToContainTextAsync("viewer");

        await Button("Make a token").ClickAsync();
        await page.FillAsync("#new-token", "ci");
        await Button("Make it").ClickAsync();
        var secret = await page.Locator("#new-token-secret code").TextContentAsync();
        Assert.Equal("ci", await lab.NameOf(secret!));
        await window.Picture("settings-people-desktop-light");
        await page.SetViewportSizeAsync(390, 844);
        await window.Picture("settings-people-phone-light");
        Assert.True(await window.Ask<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await page.SetViewportSizeAsync(1440, 900);
        await Button("I have it").ClickAsync();
        await Expect(page.GetByText(secret!)).ToHaveCountAsync(0);

        await page.Locator(".user-menu .face").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");

        await SignIn(page, "vic", "some other words");
        await Expect(page.Locator(".note")).ToHaveTextAsync("Name or password is wrong.");
        window.Forgive();                                               // the console says that it was answered with 401
        await page.GotoAsync("/sign-in?return=%2Fworkers");
        await SignIn(page, "vic", Password);
        await window.Live();
        Assert.EndsWith("/workers", page.Url, StringComparison.Ordinal);

        await window.Until(".worker", "cpu:0");
        await Expect(page.GetByText("Drain", new PageGetByTextOptions { Exact = true })).ToHaveCountAsync(0);

        await window.Go("/settings");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Change your password" }).ClickAsync();
        await page.FillAsync("#old", Password);
        await page.FillAsync("#password", "other words, also long");
        await page.FillAsync("#again", "other words, also long");
        await window.Picture("password-desktop-light");
        await page.Keyboard.PressAsync("Enter");
        await window.Live();
        Assert.EndsWith("/settings", page.Url, StringComparison.Ordinal);

        ILocator Button(string name) =>
            page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });
    }

    private static async Task SignIn(IPage page, string name, string password)
    {
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", password);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<Window> Open(IBrowser browser, LabProcess lab)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = lab.Address });
        return new Window(context, await context.NewPageAsync());
    }
}
