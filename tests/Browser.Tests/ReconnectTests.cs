using PgGanLab.Browser.Tests.Host;
using static Microsoft.Playwright.Assertions;

namespace PgGanLab.Browser.Tests;

public sealed class ReconnectTests(Lab lab)
{
    [Fact]
    public async Task a_page_says_that_the_lab_is_gone_and_comes_back_with_it()
    {
        await using var window = await lab.Open($"/sweeps/{await lab.Finished}");
        await lab.Kill();
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToContainTextAsync("Connection lost.");

        await lab.Start();
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await window.Live();
        await window.Until(".page-head .badge", "Finished");
        window.Forgive();
    }
}
