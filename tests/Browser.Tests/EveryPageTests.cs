using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;

namespace PgGanLab.Browser.Tests;

/// <summary>What holds on every page.</summary>
public sealed class EveryPageTests(Lab lab)
{
    /// <summary>Form parts, images and buttons without a name for people who do not see them.</summary>
    private const string Nameless = """
        () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href], img, svg[role=img], [role=img]')]
            .filter(e => e.checkVisibility() && !e.closest('[aria-hidden=true]'))
            .filter(e => !(e.getAttribute('aria-label') || e.labels?.length || e.alt || e.querySelector('img')?.alt || e.textContent.trim() || e.getAttribute('aria-labelledby')))
            .map(e => e.outerHTML.slice(0, 120))
        """;

    /// <summary>Pairs of text and ground whose contrast is below WCAG AA (4.5).</summary>
    private const string LowContrast = """
        () => {
            const probe = document.body.appendChild(document.createElement('i'));
            const channels = name => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number); };
            const light = name => channels(name).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
            const pairs = ['ink', 'ink-2', 'ink-3', 'accent-strong', 'failed', 'diverged'].flatMap(text => ['surface', 'canvas', 'sunken'].map(ground => [text, ground]));
            const tones = ['training', 'finished', 'queued', 'diverged', 'failed', 'cancelled'].map(tone => [tone, `${tone}-soft`]);
            const low = [...pairs, ...tones, ['on-accent', 'accent']].filter(([a, b]) => contrast(a, b) < 4.5).map(([a, b]) => `${a} on ${b}: ${contrast(a, b).toFixed(2)}`);
            probe.remove();
            return low;
        }
        """;

    [Theory]
    [InlineData("phone", 390, 844)]
    [InlineData("desktop", 1440, 900)]
    public async Task nothing_scrolls_sideways_and_everything_has_a_name(string device, int width, int height)
    {
        var sweep = await lab.Finished;
        (string Name, string Path)[] pages =
        [
            ("home", "/"), ("sweeps", "/sweeps"), ("new-sweep", "/sweeps/new"), ("sweep", $"/sweeps/{sweep}"),
            ("sweep-experiments", $"/sweeps/{sweep}/experiments"), ("sweep-samples", $"/sweeps/{sweep}/samples"),
            ("sweep-analysis", $"/sweeps/{sweep}/analysis"), ("compare", $"/compare?e={sweep}.1,{sweep}.2"),
            ("sweep-tree", $"/sweeps/{sweep}/tree"), ("sweep-definition", $"/sweeps/{sweep}/definition"),
            ("experiment", $"/experiments/{sweep}.1"), ("generator", $"/experiments/{sweep}.1/generator"),
            ("workers", "/workers"), ("datasets", "/datasets"),
            ("dataset", "/datasets/tiny"),
            ("events", "/events"), ("settings", "/settings"), ("docs", "/docs"),
            ("doc", "/docs/search"), ("doc-settings", "/docs/settings"), ("api", "/api"), ("no-sweep", "/sweeps/none"),
        ];
        await using var window = await lab.Open("/", width, height, ColorScheme.Light);
        foreach (var (name, path) in pages)
        {
            await window.Go(path);
            Assert.Equal((path, true),
                (path, await window.Ask<bool>("() => document.documentElement.scrollWidth <= innerWidth")));
            Assert.Equal((path, 1), (path, await window.Ask<int>("() => document.querySelectorAll('h1').length")));
            Assert.Empty(await window.Ask<string[]>(Nameless));
            await window.Pictures($"{name}-{device}");
            if (name == "no-sweep")
                window.Forgive();
        }
    }

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task text_can_be_read_on_every_ground(ColorScheme scheme)
    {
        await using var window = await lab.Open("/", scheme: scheme);
        Assert.Empty(await window.Ask<string[]>(LowContrast));
    }

    [Fact]
    public async Task the_theme_follows_the_system_until_a_person_chooses_and_again_when_asked()
    {
        const string ground = "() => getComputedStyle(document.body).backgroundColor";
        await using var window = await lab.Open("/workers", scheme: ColorScheme.Dark);
        var dark = await window.Ask<string>(ground);

        await Choose("Light");
        await window.Page.WaitForFunctionAsync("() => document.documentElement.dataset.theme === 'light'");
        var light = await window.Ask<string>(ground);
        Assert.NotEqual(dark, light);

        await window.Go("/events");
        Assert.Equal(light, await window.Ask<string>(ground));
        await Choose("System");
        await window.Page.WaitForFunctionAsync("() => document.documentElement.dataset.theme === 'dark'");
        Assert.Equal(dark, await window.Ask<string>(ground));

        async Task Choose(string theme)
        {
            await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Theme" }).ClickAsync();
            await window.Page.GetByRole(AriaRole.Menuitemradio, new PageGetByRoleOptions { Name = theme }).ClickAsync();
        }
    }

    [Fact]
    public async Task a_link_leads_on_without_loading_the_page_anew()
    {
        await using var window = await lab.Open("/workers");
        await window.Ask<bool>("() => window.stayed = true");
        await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Datasets" }).ClickAsync();
        await window.Until("h1", "Datasets");
        Assert.True(await window.Ask<bool>("() => window.stayed === true"));
    }
}
