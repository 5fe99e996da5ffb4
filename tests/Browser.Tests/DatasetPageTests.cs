using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

public sealed class DatasetPageTests(Lab lab)
{
    [Fact]
    public async Task a_dataset_shows_its_images_at_every_resolution_and_who_uses_it()
    {
        await lab.Finished;
        await using var window = await lab.Open("/datasets");
        var page = window.Page;
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "tiny", Exact = true }).First.ClickAsync();
        await window.Until("h1", "tiny");
        var sheet = page.Locator("img.sheet");
        await Expect(sheet).ToHaveAttributeAsync("alt", "160 images of tiny at 32 px, from all over it");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "8", Exact = true }).ClickAsync();
        await Expect(sheet).ToHaveAttributeAsync("alt", "160 images of tiny at 8 px, from all over it");
        await page.WaitForFunctionAsync("() => document.querySelector('img.sheet').naturalWidth > 0");
        await Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Used by" })
            .Locator("a[href^='sweeps/']").First).ToBeVisibleAsync();
        await window.Picture("dataset");
    }
}
