using Microsoft.Playwright;
using PgGanLab.Browser.Tests.Host;

namespace PgGanLab.Browser.Tests;

public sealed class WorkersPageTests(Lab lab)
{
    [Theory]
    [InlineData("phone", 390, 844)]
    [InlineData("desktop", 1440, 900)]
    public async Task a_worker_is_drained_says_so_and_is_resumed(string device, int width, int height)
    {
        await lab.Finished;
        await using var window = await lab.Open("/workers", width, height, ColorScheme.Light);
        await window.Until(".worker .badge", "idle");
        await Press(window, "Drain", "Drain it");
        await window.Until(".worker .badge", "drained");
        await window.Until(".worker", "it takes no phase until it is resumed");
        Assert.True(await window.Ask<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await window.Picture($"workers-drained-{device}");
        await Press(window, "Resume", "Resume it");
        await window.Until(".worker .badge", "idle");
    }

    private static async Task Press(Window window, string button, string confirmation)
    {
        await Named(window, button).ClickAsync();
        await Named(window, confirmation).ClickAsync();
    }

    private static ILocator Named(Window window, string name) =>
        window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });
}
