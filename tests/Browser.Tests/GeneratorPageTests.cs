using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

/// <summary>A person plays with a generator, which the browser runs by itself.</summary>
public sealed class GeneratorPageTests(Lab lab)
{
    /// <summary>Whether the grid has pixels of more than one value.</summary>
    private const string HasPicture = """
        () => {
            const canvas = document.querySelector('canvas[data-grid]');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            return new Set(data).size > 10;
        }
        """;

    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task images_are_drawn_by_seed_and_two_of_them_have_a_way_between_them(
        string device, int width, int height)
    {
        await using var window = await Open("", width, height);
        var page = window.Page;
        await Drawn(window, "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31");
        Assert.True(await window.Ask<bool>(HasPicture));

        await page.Locator("#images").SelectOptionAsync("4");
        await page.Locator("#seed").FillAsync("7");
        await page.Locator("#seed").BlurAsync();
        await Drawn(window, "7,8,9,10");
        var grid = (await page.Locator("canvas[data-grid]").BoundingBoxAsync())!;
        foreach (var place in (float[])[0.9f, 0.1f])
            await page.Mouse.ClickAsync(grid.X + place * grid.Width, grid.Y + grid.Height / 2);
        await Is(window, "way", "10,7");
        await Expect(page.Locator("#seed-a")).ToHaveValueAsync("10");
        await Expect(page.Locator("#seed-b")).ToHaveValueAsync("7");
        await window.Arrive(new Regex(@"generator\?images=4&seed=7&way=10-7$"));
        Assert.True(await window.Ask<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await window.Picture($"generator-way-{device}");
    }

    [Fact]
    public async Task an_address_holds_what_is_looked_at()
    {
        await using var window = await Open("?seed=40&images=1&psi=0.5&way=3-40");
        await Drawn(window, "40");
        await Is(window, "way", "3,40");
        await Expect(window.Page.Locator("#truncation")).ToHaveValueAsync("0.5");
        await Expect(window.Page.Locator("[data-truncation-shown]")).ToHaveTextAsync("0.50");
    }

    [Fact]
    public async Task a_grid_a_zip_and_a_walk_are_taken_home()
    {
        await using var window = await Open("?images=4");
        await Drawn(window, "0,1,2,3");
        var page = window.Page;
        await page.GetByLabel("How many images").FillAsync("40");
        Assert.EndsWith(".1-seeds-0-3.png", (await Press("Grid as PNG")).SuggestedFilename, StringComparison.Ordinal);
        var zip = await Press("Images as zip");
        Assert.EndsWith(".1-40-images.zip", zip.SuggestedFilename, StringComparison.Ordinal);
        using (var images = ZipFile.OpenRead(await zip.PathAsync()))
        {
            Assert.Equal(40, images.Entries.Count);
            Assert.All(images.Entries, image => Assert.Equal(0x89, image.Open().ReadByte()));
            Assert.Equal("seed-000039.png", images.Entries[^1].Name);
        }
        var walk = await Press("Walk as video");
        Assert.EndsWith(".1-walk.webm", walk.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal([0x1A, 0x45, 0xDF, 0xA3], File.ReadAllBytes(await walk.PathAsync())[..4]);

        async Task<IDownload> Press(string name) => await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).ClickAsync(),
            new PageRunAndWaitForDownloadOptions { Timeout = 90_000 });
    }

    [Fact]
    public async Task a_walk_goes_on_until_it_is_stopped()
    {
        await using var window = await Open("?images=4");
        await Drawn(window, "0,1,2,3");
        var walk = window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Walk", Exact = true });
        await walk.ClickAsync();
        await window.Page.WaitForFunctionAsync("() => Number(document.querySelector('.playground').dataset.walked) > 0.1");
        await Expect(walk).ToHaveAttributeAsync("aria-pressed", "true");
        await walk.ClickAsync();
        await Expect(walk).ToHaveAttributeAsync("aria-pressed", "false");
    }

    /// <summary>Truncation.cs and SphericalPath.cs in JavaScript: lengths and angles come out as their docs say.</summary>
    [Fact]
    public async Task latents_are_truncated_and_interpolated_as_the_lab_does()
    {
        await using var window = await Open("?images=1");
        var numbers = await window.Ask<double[]>("""
            async () => {
                const { truncate, between, oneHot } = await import('./js/latents.js');
                const [a, b] = [new Float32Array([3, 0]), new Float32Array([0, 1])];
                return [...truncate(a, 2, 0.5, false), ...truncate(a, 2, 0.5, true).map(x => x * 1e4),
                    ...between(a, b, 0.5, 2), ...between(a, a, 0.3, 2), ...oneHot([1], 2)];
            }
            """);
        var root = Math.Sqrt(2);
        double[] expected = [1.5, 0, root * 0.5 / Math.Sqrt(1 - 0.5 * 0.5), 0, root, root, 3, 0, 0, 1];
        Assert.Equal(expected, numbers, (x, y) => Math.Abs(x - y) < 1e-5);
    }

    [Fact]
    public async Task an_experiment_that_is_not_there_is_said_to_be_so()
    {
        await using var window = await lab.Open("/experiments/none.1/generator");
        await window.Until("main", "There is no such experiment");
        window.Forgive();
    }

    private async Task<Window> Open(string query, int width = 1440, int height = 900) =>
        await lab.Open($"/experiments/{await lab.Finished}.1/generator{query}", width, height);

    private static Task Drawn(Window window, string seeds) => Is(window, "drawn", seeds);

    private static async Task Is(Window window, string what, string value) => await window.Page.WaitForFunctionAsync(
        "([what, value]) => document.querySelector('.playground')?.dataset[what] === value", new[] { what, value });
}
