using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

public sealed class ComparePageTests(Lab lab)
{
    [Fact]
    public async Task experiments_that_are_marked_in_the_grid_are_compared()
    {
        var sweep = await lab.Finished;
        await using var window = await lab.Open($"/sweeps/{sweep}/experiments");
        await window.Page.GetByLabel("Mark #1 to compare it").CheckAsync();
        await window.Arrive(new Regex("marked=1$"));
        await window.Page.GetByLabel("Mark #2 to compare it").CheckAsync();
        await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Compare 2" }).ClickAsync();
        await window.Arrive(new Regex($"/compare\\?e={sweep}\\.1,{sweep}\\.2$"));

        await Expect(window.Page.Locator("#compared-results tr[data-row]")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator("#compared-settings tbody th")).ToHaveTextAsync(["learningRate@16"]);
        await window.Until("#compared-shared", "in 3 phases");
        await window.Picture("compare");
    }

    [Fact]
    public async Task curves_and_samples_are_chosen_by_the_address_and_by_hand()
    {
        var sweep = await lab.Finished;
        await using var window = await lab.Open($"/compare?e={sweep}.1,{sweep}.2&curve=d_loss&at=0.1");
        await Drawn("Losses: discriminator");
        await window.Until(".compared-samples output", "kimg");
        await Expect(window.Page.Locator(".compared-samples li [data-caption]").First).ToContainTextAsync("4 px");

        await window.Choose(
            window.Page.GetByLabel("Curve", new PageGetByLabelOptions { Exact = true }), "SWD × 10³ at 16 px");
        await Drawn("SWD × 10³ at 16 px");
        var slider = window.Page.GetByLabel("Kimg of the samples");
        await slider.FocusAsync();
        await window.Page.Keyboard.PressAsync("End");
        await Expect(window.Page.Locator(".compared-samples li [data-caption]").First).ToContainTextAsync("16 px");
        await window.Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.compared-samples img')].every(i => i.naturalWidth > 0)");

        Task Drawn(string curve) => window.Page.WaitForFunctionAsync(
            "curve => document.querySelector(`[data-curve=\"${curve}\"]`)?.dataset.points > 1", curve);
    }

    [Fact]
    public async Task experiments_are_added_and_left_out_on_the_page()
    {
        var sweep = await lab.Finished;
        await using var window = await lab.Open("/compare", 390, 844);
        await Add($"{sweep}.1");
        await window.Until(".page", "Name another one above");
        await Add($"{sweep}.2");
        await Expect(window.Page.Locator("[data-compared]")).ToHaveCountAsync(2);
        await Add("nobody.1");
        await window.Until(".note", "No experiment of this lab is called nobody.1.");
        await window.Picture("compare-phone");
        await window.Page.GetByLabel("Leave out #1").ClickAsync();
        await Expect(window.Page.Locator("[data-compared]")).ToHaveCountAsync(1);

        async Task Add(string id)
        {
            await window.Page.GetByLabel("Id of an experiment").FillAsync(id);
            await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add", Exact = true })
                .ClickAsync();
        }
    }
}
