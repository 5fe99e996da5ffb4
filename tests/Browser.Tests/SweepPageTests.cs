using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

public sealed class SweepPageTests(Lab lab)
{
    [Fact]
    public async Task a_phase_of_the_growth_tree_leads_to_its_best_experiment()
    {
        await using var window = await lab.Open($"/sweeps/{await lab.Finished}/tree");
        await Expect(window.Page.Locator(".tree .node")).ToHaveCountAsync(7);
        await window.Page.Locator(".tree .node").First.ClickAsync();
        await Expect(window.Page.Locator(".rank.first")).ToBeVisibleAsync();
        Assert.Contains("/experiments/", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_ranking_is_sorted_by_any_column_and_stays_so_on_the_way_back()
    {
        await using var window = await lab.Open($"/sweeps/{await lab.Finished}/experiments");
        var numbers = window.Page.Locator("[data-experiment] .title");
        var heading = window.Page.GetByRole(
            AriaRole.Button, new PageGetByRoleOptions { Name = "Experiment", Exact = true });
        await heading.ClickAsync();
        await Expect(numbers).ToHaveTextAsync(["#1", "#2"]);
        await heading.ClickAsync();
        await Expect(numbers).ToHaveTextAsync(["#2", "#1"]);
        await Expect(window.Page.Locator("th[aria-sort=descending]")).ToHaveTextAsync("Experiment");
        await window.Arrive(new Regex(@"/experiments\?sort=-experiment$"));

        await numbers.First.ClickAsync();
        await window.Arrive(new Regex(@"/experiments/[^/]+\.2$"));
        await window.Page.GoBackAsync();
        await Expect(numbers).ToHaveTextAsync(["#2", "#1"]);
    }

    [Fact]
    public async Task words_are_sought_with_a_slash_and_stand_in_the_address()
    {
        await using var window = await lab.Open($"/sweeps/{await lab.Finished}/experiments");
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("0.0005");
        await Expect(window.Page.Locator("[data-experiment]")).ToHaveCountAsync(1);
        await window.Arrive(new Regex(@"\?q=0\.0005$"));
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator("[data-experiment]")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("input[type=search]")).ToHaveValueAsync("0.0005");
    }

    [Fact]
    public async Task experiments_are_chosen_by_an_expression_that_stands_in_the_address()
    {
        await using var window = await lab.Open($"/sweeps/{await lab.Finished}/experiments");
        var filter = window.Page.Locator("#where");
        await filter.FillAsync("learningRate@16 > 0.0007 and status == finished");
        await Expect(window.Page.Locator("[data-experiment]")).ToHaveCountAsync(1);
        await window.Arrive(new Regex(@"\?where=learningRate"));
        await filter.FillAsync("learningRate@16 >");
        await window.Until(".grid-where .problem", "it ends where a number or a word must stand");
        await Expect(window.Page.Locator("[data-experiment]")).ToHaveCountAsync(2);
        await window.Picture("experiments-where");
        await filter.FillAsync("");
        await window.Arrive(new Regex("/experiments$"));
    }

    [Fact]
    public async Task experiments_are_marked_on_a_phone_too()
    {
        await using var window = await lab.Open($"/sweeps/{await lab.Finished}/experiments", 390, 844);
        await window.Page.GetByLabel("Mark #1 to compare it").CheckAsync();
        await window.Page.GetByLabel("Mark #2 to compare it").CheckAsync();
        await window.Until(".grid-tools", "Compare 2");
    }

    [Fact]
    public async Task columns_are_chosen_and_stand_in_the_address()
    {
        await using var window = await lab.Open($"/sweeps/{await lab.Finished}/experiments");
        var page = window.Page;
        await Expect(Heading("Images/s")).ToHaveCountAsync(1);
        await Expect(Heading("MS-SSIM")).ToHaveCountAsync(0);
        await page.GetByText("Columns", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await Box("Images/s").UncheckAsync();
        await Box("MS-SSIM").CheckAsync();
        await window.Picture("experiments-columns");
        await window.Arrive(new Regex(@"\?columns=-rate%2CmsSsim$"));
        await Expect(Heading("MS-SSIM")).ToHaveCountAsync(1);
        await page.Locator("h1").ClickAsync();
        await Expect(Box("MS-SSIM")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Expect(Heading("MS-SSIM")).ToHaveCountAsync(1);
        await Expect(Heading("Images/s")).ToHaveCountAsync(0);

        ILocator Heading(string title) => page.Locator("th").Filter(new LocatorFilterOptions { HasText = title });

        ILocator Box(string title) => page.GetByLabel(title, new PageGetByLabelOptions { Exact = true });
    }

    [Fact]
    public async Task every_part_of_a_sweep_has_an_address()
    {
        var id = await lab.Finished;
        await using var window = await lab.Open($"/sweeps/{id}");
        await window.Part("Samples");
        await window.Arrive(new Regex($"/sweeps/{id}/samples$"));
        await Expect(window.Page.Locator("[data-sample]")).ToHaveCountAsync(2);
        await window.Part("Definition");
        await Expect(window.Page.Locator("pre")).ToContainTextAsync("dataset: tiny");
        await window.Page.GoBackAsync();
        await Expect(window.Page.Locator("[data-sample]")).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task named_points_stand_side_by_side_with_the_best_in_bold(string device, int width, int height)
    {
        await lab.Finished;
        var points =
            "  strategy: list\n  points:\n    - name: (a) slow\n      settings: { learningRate@16: 0.0005 }\n"
            + "    - name: (b) + fast\n      settings: { learningRate@16: 0.001 }";
        var id = await lab.Submit(
            Lab.TinySweep[..Lab.TinySweep.IndexOf("  space:", StringComparison.Ordinal)] + points);
        await using var window = await lab.Open($"/sweeps/{id}", width, height);
        await window.Until(".page-head .badge", "Finished");
        await Expect(window.Page.Locator("#result-table tbody tr")).ToHaveCountAsync(4);
        await Expect(window.Page.Locator("#result-table .best")).ToHaveCountAsync(3);
        await Expect(window.Page.Locator("#result-table tr[data-row='(b)'] .title")).ToHaveTextAsync("(b) + fast");
        Assert.True(await window.Ask<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await window.Picture($"side-by-side-{device}");
    }

    [Fact]
    public async Task a_running_sweep_is_cancelled_only_after_a_question()
    {
        await using var sweep = await lab.Endless("endless");
        await using var window = await lab.Open($"/sweeps/{sweep.Id}");
        var cancel = window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel", Exact = true });
        await cancel.ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keep training" }).ClickAsync();
        await Expect(window.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await window.Until(".page-head .badge", "Running");

        await cancel.ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel the sweep" })
            .ClickAsync();
        await window.Until(".page-head .badge", "Cancelled");
    }

    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task a_sweep_that_has_ended_is_started_again_or_removed_after_a_question(
        string device, int width, int height)
    {
        await using var sweep = await lab.Endless("unloved");
        await using var window = await lab.Open($"/sweeps/{sweep.Id}", width, height);
        await Press("Cancel");
        await Press("Cancel the sweep");
        await window.Until(".page-head .badge", "Cancelled");
        await Press("Retry");
        await window.Picture($"retry-{device}");
        await Press("Train again");
        await window.Until(".page-head .badge", "Running");
        await Press("Cancel");
        await Press("Cancel the sweep");
        await window.Until(".page-head .badge", "Cancelled");
        await Press("Remove");
        await window.Picture($"remove-{device}");
        await Press("Remove the sweep");
        await window.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/sweeps");
        await Expect(window.Page.Locator($"a[href='sweeps/{sweep.Id}']")).ToHaveCountAsync(0);

        Task Press(string name) => window.Page
            .GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true }).ClickAsync();
    }
}
