using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

public sealed class ExperimentPageTests(Lab lab)
{
    [Fact]
    public async Task the_slider_goes_through_the_samples_of_every_tick()
    {
        await using var window = await lab.Open($"/experiments/{await lab.Finished}.1");
        var image = window.Page.Locator(".samples .enlarge img");
        var slider = window.Page.GetByLabel("Kimg of the sample grid");
        var output = window.Page.Locator(".samples output");
        await Expect(output).ToContainTextAsync("16 px");

        await slider.FocusAsync();
        await window.Page.Keyboard.PressAsync("Home");
        await Expect(output).ToContainTextAsync("4 px");
        var first = await image.GetAttributeAsync("src");
        await window.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(image).Not.ToHaveAttributeAsync("src", first!);
        await window.Page.WaitForFunctionAsync("() => document.querySelector('.samples img').naturalWidth > 0");
    }

    [Fact]
    public async Task a_grid_is_enlarged_and_turned_over_with_the_arrow_keys()
    {
        await using var window = await lab.Open($"/experiments/{await lab.Finished}.1");
        var dialog = window.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Sample grid, enlarged" });
        await window.Page.WaitForFunctionAsync("() => document.querySelector('.samples').dataset.ready === 'true'");
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Enlarge the sample grid" })
            .ClickAsync();
        await Expect(dialog).ToContainTextAsync("16 px");
        await window.Page.Keyboard.PressAsync("Home");
        await Expect(dialog).ToContainTextAsync("4 px");
        await window.Page.WaitForFunctionAsync("() => document.querySelector('dialog[open] img').naturalWidth > 0");
        await window.Picture("samples-enlarged");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".samples output")).ToContainTextAsync("4 px");
    }

    [Fact]
    public async Task curves_samples_and_strip_show_the_same_moment()
    {
        await using var window = await lab.Open($"/experiments/{await lab.Finished}.1");
        var page = window.Page;
        await page.WaitForFunctionAsync("() => Number(document.querySelector('.panels')?.dataset.rows) > 2");
        await page.WaitForFunctionAsync("() => document.querySelector('.samples').dataset.ready === 'true'");
        await page.Locator("[data-strip] button").First.ClickAsync();
        await Expect(page.Locator(".samples output")).ToContainTextAsync("4 px");
        await page.WaitForFunctionAsync("() => Number(document.querySelector('.panels').dataset.moment) < 0.3");

        var chart = (await page.Locator(".chart").Nth(1).BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(chart.X + 0.8f * chart.Width, chart.Y + 0.5f * chart.Height);
        await Expect(page.Locator(".samples output")).ToContainTextAsync("16 px");
        await page.WaitForFunctionAsync("() => Number(document.querySelector('.panels').dataset.moment) > 0.4");
        await Expect(page.Locator("[data-strip] [aria-pressed=true]")).ToHaveCountAsync(1);

        await page.GetByText("Real images at this resolution").ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('[data-reals] img').naturalWidth > 0");
        await window.Picture("experiment-moment");
    }

    [Fact]
    public async Task an_experiment_is_trained_again_from_the_form_without_training_anything()
    {
        var sweep = await lab.Finished;
        await using var window = await lab.Open($"/experiments/{sweep}.1");
        await window.Until(".log", "experiments on tiny");
        await window.Until("pre", $"name: {sweep}.1");
        await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "In the form" }).ClickAsync();
        await Expect(window.Page.Locator("#name")).ToHaveValueAsync($"{sweep}.1");
        await Expect(window.Page.Locator("#preview-to-train")).ToHaveTextAsync("0 kimg");
        await Expect(window.Page.Locator("#preview-experiments")).ToHaveTextAsync("1 experiment");
    }

    [Fact]
    public async Task the_generator_is_downloaded_under_a_name_that_says_what_it_is()
    {
        var sweep = await lab.Finished;
        await using var window = await lab.Open($"/experiments/{sweep}.2");
        var download = await window.Page.RunAndWaitForDownloadAsync(() =>
            window.Page.Locator("#download-generator").ClickAsync());

        Assert.Matches($@"^{sweep}\.2-16px-0\.8\d*kimg\.safetensors$", download.SuggestedFilename);
        Assert.True(new FileInfo(await download.PathAsync()).Length > 1000);
    }

    [Fact]
    public async Task every_curve_is_drawn_from_the_ticks()
    {
        await using var window = await lab.Open($"/experiments/{await lab.Finished}.1");
        await window.Page.WaitForFunctionAsync("() => Number(document.querySelector('.panels').dataset.rows) >= 10");
        Assert.Equal(6, await window.Ask<int>("() => document.querySelectorAll('.panels canvas').length"));
    }

    [Theory]
    [InlineData(1, "swd loss score noise labels augment rate")]
    [InlineData(2, "swd loss score gradient penalty labels rate")]
    public async Task terms_that_only_some_experiments_have_get_charts_of_their_own(int number, string panels)
    {
        await using var window = await lab.Open($"/experiments/{await lab.EveryTermFinished}.{number}");
        await window.Page.WaitForFunctionAsync("() => Number(document.querySelector('.panels').dataset.rows) >= 8");

        Assert.Equal(panels.Split(' '), await window.Ask<string[]>(
            "() => [...document.querySelectorAll('[data-panel]')].map(e => e.dataset.panel)"));
        Assert.Empty(await window.Ask<string[]>(
            "() => [...document.querySelectorAll('[data-panel]')].filter(e => !(e.dataset.points > 0)).map(e => "
            + "e.dataset.panel)"));
        await window.Picture($"experiment-terms-{number}-desktop");
        await window.Page.SetViewportSizeAsync(390, 844);
        await window.Page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= innerWidth");
        await window.Picture($"experiment-terms-{number}-phone");
    }
}
