using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

/// <summary>A lab in which people sign in, from its first user on.</summary>
public sealed class SignInTests
{
    private const string Password = "four words are long";

    [Fact]
    public async Task the_first_user_is_made_signs_out_and_in_again_and_a_viewer_is_offered_no_change()
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
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");

        await lab.AddUser("vic", "viewer", Password);
        await SignIn(page, "vic", "some other words");
        await Expect(page.Locator(".note")).ToHaveTextAsync("Name or password is wrong.");
        window.Forgive();                                               // the console says that it was answered with 401
        await page.GotoAsync("/sign-in?return=%2Fworkers");
        await SignIn(page, "vic", Password);
        await window.Live();
        Assert.EndsWith("/workers", page.Url, StringComparison.Ordinal);

        await window.Until(".worker", "cpu:0");
        await Expect(page.GetByText("Drain", new PageGetByTextOptions { Exact = true })).ToHaveCountAsync(0);
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
