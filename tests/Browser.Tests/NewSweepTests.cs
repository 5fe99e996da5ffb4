using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

public sealed partial class NewSweepTests(Lab lab)
{
    [Fact]
    public async Task a_sweep_goes_from_the_form_to_its_end_before_ones_eyes()
    {
        await using var window = await lab.Open("/sweeps/new");
        var page = window.Page;
        await page.Locator("#yaml").FillAsync(
            Lab.TinySweep.Replace("name: tiny", "name: from the form", StringComparison.Ordinal)
                .Replace("latentSize: 8", "latentSize: 12", StringComparison.Ordinal));
        await page.Locator("#yaml").BlurAsync();
        await Expect(page.Locator("#name")).ToHaveValueAsync("from the form");
        await Expect(page.Locator("#preview-experiments")).ToHaveTextAsync("2 experiments");

        await page.GetByLabel("Values", new PageGetByLabelOptions { Exact = false }).First
            .FillAsync("0.0005, 0.001, 0.002");
        await Expect(page.Locator("#preview-experiments")).ToHaveTextAsync("3 experiments");
        await Expect(page.Locator("#preview-to-train")).ToHaveTextAsync("1.44 kimg");
        await Expect(page.Locator("#preview-saved")).ToContainTextAsync("40 %");
        await Expect(page.Locator("#yaml")).ToHaveValueAsync(ThreeValues());

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Launch the sweep" }).ClickAsync();
        await window.Arrive(new Regex("/sweeps/from-the-form-.{4}$"));
        await window.Until(".page-head .badge", "Running");
        await window.Part("Experiments");
        await window.Until("tr:has([data-experiment]) .badge", "Training");
        await window.Until(".page-head .badge", "Finished");
        await Expect(page.Locator("[data-experiment]")).ToHaveCountAsync(3);
        await Expect(page.Locator(".rank.first")).ToHaveTextAsync("1");
        await window.Part("Overview");
        await page.WaitForFunctionAsync("() => Number(document.querySelector('.chart')?.dataset.rows) >= 6");
    }

    [Fact]
    public async Task a_preset_fills_the_form_for_the_dataset_and_the_budget()
    {
        await using var window = await lab.Open("/sweeps/new");
        var page = window.Page;
        await window.Choose(page.Locator("#preset"), "karras-table1");
        await page.Locator("#preset-kimg").FillAsync("40");
        await window.Choose(page.Locator("#preset-resolution"), "16 px");
        await page.Locator("#use-preset").ClickAsync();

        await Expect(page.Locator("#name")).ToHaveValueAsync("karras-table1");
        await Expect(page.Locator("#preview-experiments")).ToHaveTextAsync("9 experiments");
        await Expect(page.Locator(".points li").Last).ToContainTextAsync("(h) converged");
        await Expect(page.Locator("#yaml")).ToHaveValueAsync(ConvergedRow());
        await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Launch the sweep" }))
            .ToBeEnabledAsync();
    }

    [Fact]
    public async Task a_budget_that_is_too_small_is_explained_and_the_form_stays_as_it_was()
    {
        await using var window = await lab.Open("/sweeps/new");
        await window.Page.Locator("#preset-kimg").FillAsync("3");
        await window.Page.Locator("#use-preset").ClickAsync();

        await Expect(window.Page.Locator("#preset-form .problem"))
            .ToContainTextAsync("The budget is 3 kimg, but karras-table1 to 32 px needs at least 20");
        await Expect(window.Page.Locator("#name")).ToHaveValueAsync("tiny-sweep");
    }

    [Fact]
    public async Task while_the_file_is_wrong_nothing_can_be_launched()
    {
        await using var window = await lab.Open("/sweeps/new");
        var launch = window.Page.GetByRole(
            AriaRole.Button, new PageGetByRoleOptions { Name = "Launch the sweep" });
        await Expect(launch).ToBeEnabledAsync();
        await window.Page.Locator("#yaml").FillAsync("name: x\ndatset: tiny");
        await window.Page.Locator("#yaml").BlurAsync();
        await Expect(launch).ToBeDisabledAsync();

        await window.Page.GetByRole(AriaRole.Button,
            new PageGetByRoleOptions { Name = "Show the form's file again" }).ClickAsync();
        await Expect(launch).ToBeEnabledAsync();
    }

    [Fact]
    public async Task a_value_out_of_range_is_explained_at_its_field()
    {
        await using var window = await lab.Open("/sweeps/new");
        await window.Page.Locator("#learningRate").FillAsync("-1");

        await Expect(window.Page.Locator(
            ".field", new PageLocatorOptions { Has = window.Page.Locator("#learningRate") }).Locator(".problem"))
            .ToHaveTextAsync("Setting 'learningRate' in base is -1; it must be a number greater than 0 and at most 1.");
        await Expect(window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Launch the sweep" }))
            .ToBeDisabledAsync();
    }

    [Fact]
    public async Task a_setting_is_found_by_its_meaning()
    {
        await using var window = await lab.Open("/sweeps/new");
        await window.Page.Locator("#find-setting").FillAsync("discriminator steps");
        await Expect(window.Page.Locator("details.group .field")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#criticRepeats")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task the_words_of_a_setting_are_chosen_and_never_typed()
    {
        await using var window = await lab.Open("/sweeps/new");
        await window.Choose(
            window.Page.GetByLabel("Setting", new PageGetByLabelOptions { Exact = true }), "loss");
        var values = window.Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Values of loss" });
        await values.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "lsgan" }).ClickAsync();
        await values.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "wgan-gp" }).ClickAsync();

        await Expect(window.Page.Locator("#yaml")).ToHaveValueAsync(TwoLosses());
        await Expect(window.Page.Locator("#preview-experiments")).ToHaveTextAsync("2 experiments");
    }

    [Fact]
    public async Task a_broken_file_is_explained_with_its_line()
    {
        await using var window = await lab.Open("/sweeps/new");
        await window.Page.Locator("#yaml").FillAsync("name: a\nname: b");
        await window.Page.Locator("#yaml").BlurAsync();
        await window.Until(".problem", "Line 2: the key 'name' stands twice; name it once.");
    }

    [Fact]
    public async Task a_random_search_has_a_budget_and_intervals()
    {
        await using var window = await lab.Open("/sweeps/new");
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Random", Exact = true })
            .ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Interval", Exact = true })
            .ClickAsync();
        await window.Page.GetByLabel("From", new PageGetByLabelOptions { Exact = true }).FillAsync("0.0001");
        await window.Page.GetByLabel("To", new PageGetByLabelOptions { Exact = true }).FillAsync("0.01");
        await window.Page.Locator("#budget").FillAsync("7");
        await Expect(window.Page.Locator("#preview-experiments")).ToHaveTextAsync("7 experiments");
    }

    [Fact]
    public async Task a_stopping_rule_a_budget_and_labels_stand_in_the_file_of_the_sweep()
    {
        await using var window = await lab.Open("/sweeps/new");
        var page = window.Page;
        await window.Choose(page.Locator("#stopping"), "ASHA");
        await page.Locator("#stopping-rungs").FillAsync("8, 0.7 kimg");
        await page.Locator("#stopping-reductionFactor").FillAsync("2");
        await page.Locator("#budget-deviceHours").FillAsync("3.5");
        await page.Locator("#priority").FillAsync("7");
        await page.Locator("#labels").FillAsync("gpu=a100 or h100, site=attic");
        await Expect(page.Locator("#yaml")).ToHaveValueAsync(RuleAndLimits());
        await window.Picture("new-sweep-limits");

        await page.Locator("#labels").FillAsync("attic");
        await window.Until(".problem, .note", "'attic' in workers.labels");
        await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Launch the sweep" }))
            .ToBeDisabledAsync();
    }

    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task what_was_typed_and_not_launched_survives_a_reload(string device, int width, int height)
    {
        await using var window = await lab.Open("/sweeps/new", width, height, ColorScheme.Light);
        var page = window.Page;
        await page.Locator("#name").FillAsync("half a thought");
        await page.Locator("#learningRate").FillAsync("-1");
        await page.GetByLabel("Values", new PageGetByLabelOptions { Exact = false }).First.FillAsync("0.004, 0.00");
        await Kept(page, "0.004, 0.00");
        await page.ReloadAsync();

        await Expect(page.Locator("#draft-note")).ToContainTextAsync("This is what you typed here");
        await Expect(page.Locator("#name")).ToHaveValueAsync("half a thought");
        await Expect(page.Locator("#learningRate")).ToHaveValueAsync("-1");
        await Expect(page.GetByLabel("Values", new PageGetByLabelOptions { Exact = false }).First)
            .ToHaveValueAsync("0.004, 0.00");
        await window.Picture($"new-sweep-draft-{device}");

        await page.Locator("#discard-draft").ClickAsync();
        await Expect(page.Locator("#draft-note")).ToHaveCountAsync(0);
        await Expect(page.Locator("#name")).ToHaveValueAsync("tiny-sweep");
        await page.ReloadAsync();
        await window.Live();
        await Expect(page.Locator("#name")).ToHaveValueAsync("tiny-sweep");
        await Expect(page.Locator("#draft-note")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task a_file_that_was_not_taken_yet_survives_a_reload()
    {
        await using var window = await lab.Open("/sweeps/new");
        await window.Page.Locator("#yaml").FillAsync("name: half a file\ndatset: tiny");
        await Kept(window.Page, "half a file");
        await window.Page.ReloadAsync();

        await Expect(window.Page.Locator("#yaml")).ToHaveValueAsync("name: half a file\ndatset: tiny");
        await window.Until(".problem", "did you mean 'dataset'?");
    }

    [Fact]
    public async Task a_draft_is_gone_once_it_is_launched()
    {
        await using var window = await lab.Open("/sweeps/new");
        var page = window.Page;
        await page.Locator("#yaml").FillAsync(
            Lab.TinySweep.Replace("name: tiny", "name: no draft", StringComparison.Ordinal));
        await page.Locator("#yaml").BlurAsync();
        await Kept(page, "no draft");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Launch the sweep" }).ClickAsync();
        await window.Arrive(new Regex("/sweeps/no-draft-.{4}$"));
        await lab.Cancel(page.Url.Split('/')[^1]);

        await window.Go("/sweeps/new");
        await Expect(page.Locator("#name")).ToHaveValueAsync("tiny-sweep");
        await Expect(page.Locator("#draft-note")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task what_was_typed_last_is_launched_however_soon()
    {
        await using var window = await lab.Open("/sweeps/new");
        var page = window.Page;
        await Expect(page.Locator("#preview-experiments")).ToHaveTextAsync("3 experiments");
        await page.Locator("#yaml").FillAsync(
            Lab.TinySweep.Replace("name: tiny", "name: at once", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Launch the sweep" }).ClickAsync();
        await window.Arrive(new Regex("/sweeps/.*-.{4}$"));
        await lab.Cancel(page.Url.Split('/')[^1]);
        Assert.Contains("/sweeps/at-once-", page.Url, StringComparison.Ordinal);
    }

    /// <summary>Waits until the browser keeps a text.</summary>
    private static async Task Kept(IPage page, string text) =>
        await page.WaitForFunctionAsync("text => Object.values(localStorage).some(v => v.includes(text))", text);

    [GeneratedRegex(@"- name: \(h\) converged")]
    private static partial Regex ConvergedRow();

    [GeneratedRegex(
        @"priority: 7\nstopping:\n  rule: asha\n  rungs: \[8, ""0\.7 kimg""\]\n  reductionFactor: 2\n"
        + @"budget:\n  deviceHours: 3\.5\nworkers:\n  labels:\n    gpu: \[a100, h100\]\n    site: attic")]
    private static partial Regex RuleAndLimits();

    [GeneratedRegex(@"loss: \[wgan-gp, lsgan\]")]
    private static partial Regex TwoLosses();

    [GeneratedRegex(@"learningRate@16: \[0\.0005, 0\.001, 0\.002\]")]
    private static partial Regex ThreeValues();
}
