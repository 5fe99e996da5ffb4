using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

/// <summary>What a person does to keep a lab in order: stop early, limit, star, put away.</summary>
public sealed class KeepingTests(Lab lab)
{
    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task a_stopping_rule_shows_who_went_on_and_a_paused_point_is_promoted_by_hand(
        string device, int width, int height)
    {
        var id = await lab.Submit(
            Lab.TinySweep.Replace("name: tiny", $"name: halved on {device}", StringComparison.Ordinal)
                .Replace("latentSize: 8", $"latentSize: {(device == "phone" ? 20 : 21)}", StringComparison.Ordinal)
                .Replace("[0.0005, 0.001]", "[0.0005, 0.001, 0.002, 0.004]", StringComparison.Ordinal)
            + "\nstopping: { rule: halving, reductionFactor: 2, rungs: [0.72 kimg] }");
        await using var window = await lab.Open($"/sweeps/{id}", width, height);
        var page = window.Page;
        await window.Until(".page-head .badge", "Finished");
        await Expect(page.Locator("tr[data-rung-point]")).ToHaveCountAsync(4);
        await Expect(Outcome("promoted")).ToHaveCountAsync(2);
        await Expect(Outcome("paused")).ToHaveCountAsync(2);
        Assert.True(await window.Ask<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await window.Picture($"rungs-{device}");

        await page.Locator("tr[data-rung-point]").Filter(new LocatorFilterOptions { HasText = "paused" }).First
            .GetByRole(AriaRole.Link).ClickAsync();
        await window.Until(".page-head .badge", "Paused");
        await Press(window, "Promote");
        await window.Until(".page-head .badge", "Finished");
        await window.Go($"/sweeps/{id}");
        await Expect(Outcome("promoted by hand")).ToHaveCountAsync(1);
        await window.Until(".page-head .badge", "Finished");

        ILocator Outcome(string text) => page.Locator("tr[data-rung-point] .badge").And(
            page.GetByText(text, new PageGetByTextOptions { Exact = true }));
    }

    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task a_sweep_ends_at_its_budget_and_goes_on_with_a_greater_one(string device, int width, int height)
    {
        await using var sweep = await lab.Endless($"limited on {device}");
        await using var window = await lab.Open($"/sweeps/{sweep.Id}", width, height);
        await Limit("0.02");
        await window.Until(".page-head .badge", "Spent");
        await window.Until(".page", "Ended by its budget");
        Assert.True(await window.Ask<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await window.Picture($"spent-{device}");
        await Limit("800000");
        await window.Until(".page-head .badge", "Running");

        async Task Limit(string kimg)
        {
            await Press(window, "Budget");
            await window.Page.Locator("#budget-kimg").FillAsync(kimg);
            await window.Picture($"budget-{device}");
            await Press(window, "Set the budget");
        }
    }

    [Fact]
    public async Task a_sweep_and_an_experiment_get_another_priority()
    {
        await using var sweep = await lab.Endless("another priority");
        await using var window = await lab.Open($"/sweeps/{sweep.Id}");
        await Prioritise("101");
        await window.Until(".mud-dialog .problem", "it must be a whole number from -100 to 100");
        await window.Page.Locator("#priority").FillAsync("7");
        await Press(window, "Set the priority");
        await window.Until(".page-head", "priority 7");
        await window.Go($"/experiments/{sweep.Id}.1");
        await Prioritise("-3");
        await window.Until(".page-head", "priority -3");

        async Task Prioritise(string priority)
        {
            await Press(window, "Priority");
            await window.Page.Locator("#priority").FillAsync(priority);
            await Press(window, "Set the priority");
        }
    }

    [Fact]
    public async Task what_is_written_to_a_sweep_and_an_experiment_is_shown_and_found()
    {
        var id = await lab.Finished;
        await using var window = await lab.Open($"/experiments/{id}.2");
        await Write("Paper good", "The sharpest so far.\nSee figure 3.");
        await Expect(window.Page.Locator(".page-head")).ToContainTextAsync("paper");
        await Expect(window.Page.Locator(".written")).ToContainTextAsync("See figure 3.");
        await window.Picture("experiment-noted-desktop");
        await window.Go($"/sweeps/{id}");
        await Write("baseline", "");
        await Expect(window.Page.Locator(".page-head")).ToContainTextAsync("baseline");
        await window.Go($"/sweeps/{id}/experiments?where=tags%20~%20paper");
        await Expect(window.Page.Locator("[data-experiment]")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("[data-experiment='2']")).ToContainTextAsync("good");
        await window.Picture("experiments-tagged-desktop");
        await window.Go("/sweeps");
        await window.Page.Locator("input[type=search]").FillAsync("baseline");
        await Expect(window.Page.Locator("a.title")).ToHaveCountAsync(1);
        await window.Go($"/sweeps/{id}");
        await Write("", "");
        await Expect(window.Page.Locator(".page-head")).Not.ToContainTextAsync("baseline");

        async Task Write(string tags, string note)
        {
            await Press(window, "Tags, note");
            await window.Page.FillAsync("#tags", tags);
            await window.Page.FillAsync("#note", note);
            await window.Picture("tags-and-note-desktop");
            await Press(window, "Save");
        }
    }

    [Fact]
    public async Task a_starred_experiment_has_its_star_in_the_ranking()
    {
        var id = await lab.Finished;
        await using var window = await lab.Open($"/experiments/{id}.2");
        await Press(window, "Star");
        await window.Until(".page-head", "starred");
        await window.Go($"/sweeps/{id}/experiments");
        await Expect(window.Page.Locator("[data-experiment='2']")).ToContainTextAsync("★");
        await Expect(window.Page.Locator("[data-experiment='1']")).Not.ToContainTextAsync("★");
        await window.Go($"/experiments/{id}.2");
        await Press(window, "Unstar");
        await Expect(window.Page.Locator(".page-head")).Not.ToContainTextAsync("starred");
    }

    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task an_archived_sweep_leaves_the_list_and_comes_back(string device, int width, int height)
    {
        await using var sweep = await lab.Endless($"put away on {device}");
        await lab.Cancel(sweep.Id);
        await using var window = await lab.Open($"/sweeps/{sweep.Id}", width, height, ColorScheme.Light);
        var link = window.Page.Locator($"a[href='sweeps/{sweep.Id}']");
        await Press(window, "Archive");
        await window.Picture($"archive-{device}");
        await Press(window, "Archive the sweep");
        await window.Until(".page-head", "archived");

        await window.Go("/sweeps");
        await Expect(link).ToHaveCountAsync(0);
        await window.Page.Locator("a[href='sweeps?archived=true']").ClickAsync();
        await Expect(link.First).ToBeVisibleAsync();
        await window.Picture($"archived-{device}");
        await link.First.ClickAsync();
        await Press(window, "Back to the list");
        await window.Go("/sweeps");
        await Expect(link.First).ToBeVisibleAsync();
    }

    private static Task Press(Window window, string name) => window.Page
        .GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true }).ClickAsync();
}
