using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

public sealed class HomePageTests(Lab lab)
{
    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task home_shows_what_runs_on_what_and_the_best_generators(string device, int width, int height)
    {
        var finished = await lab.Finished;
        await using var sweep = await lab.Endless($"at home on {device}");
        await using var window = await lab.Open("/", width, height);
        var page = window.Page;
        await window.Until(".running", $"at home on {device}");
        await window.Until(".running", "trains on 1 worker");
        await window.Until(".content", $"for #1 of {sweep.Id}");
        await Expect(page.Locator(".best img").First).ToBeVisibleAsync();
        Assert.True(await window.Ask<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await window.Picture($"home-running-{device}");

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Draw", Exact = true }).First.ClickAsync();
        await window.Until("h1", "Generator");
        await window.Go("/workers");
        await window.Until(".worker", $"for #1 of {sweep.Id}");
        await page.Locator(".worker").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = sweep.Id }).ClickAsync();
        await window.Until(".page-head", $"at home on {device}");
        Assert.NotEqual(finished, sweep.Id);
    }
}
