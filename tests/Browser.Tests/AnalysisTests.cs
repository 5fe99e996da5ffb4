using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

public sealed class AnalysisTests(Lab lab)
{
    [Fact]
    public async Task what_is_brushed_on_an_axis_is_chosen_stands_in_the_address_and_can_be_compared()
    {
        var sweep = await lab.Finished;
        await using var window = await lab.Open($"/sweeps/{sweep}");
        await window.Part("Analysis");
        await window.Page.WaitForFunctionAsync("() => document.querySelector('.analysis')?.dataset.rows === '2'");
        await window.Until(".analysis output", "2 of 2 experiments");
        await window.Picture("analysis");

        // The first axis is learningRate@16; its upper end has the greater rate.
        var box = (await window.Page.Locator("[data-chart=parallel]").BoundingBoxAsync())!;
        await window.Page.Mouse.MoveAsync(box.X + 64, box.Y + 120);
        await window.Page.Mouse.DownAsync();
        await window.Page.Mouse.MoveAsync(box.X + 64, box.Y + 10, new MouseMoveOptions { Steps = 5 });
        await window.Page.Mouse.UpAsync();
        await window.Until(".analysis output", "1 of 2 experiments");
        await window.Arrive(new Regex("brush=learningRate"));
        await Expect(window.Page.Locator("[data-compare]")).ToHaveAttributeAsync("href", $"compare?e={sweep}.2");

        await window.Go(new Uri(window.Page.Url).PathAndQuery);
        await window.Until(".analysis output", "1 of 2 experiments");
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show all" }).ClickAsync();
        await window.Until(".analysis output", "2 of 2 experiments");
    }

    [Fact]
    public async Task few_results_have_means_and_say_when_importances_begin()
    {
        await using var window = await lab.Open($"/sweeps/{await lab.Finished}/analysis", 390, 844);
        await window.Until(".card", "Importances begin with 8 results that differ; there are 2.");
        await window.Page.GetByText("Means as a table").ClickAsync();
        await Expect(window.Page.Locator(".means tbody tr")).ToHaveCountAsync(2);
        await window.Picture("analysis-phone");
    }
}
