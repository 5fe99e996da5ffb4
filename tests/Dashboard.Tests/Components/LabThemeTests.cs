using MudBlazor;
using PgGanLab.Dashboard.Components.Design;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class LabThemeTests
{
    [Fact]
    public void mudblazors_colours_are_the_tokens_of_the_style_sheet()
    {
        Assert.Equal(("#5a43e6", "#8b7bff"), LabTheme.Token("accent"));
        Assert.Equal("rgba(90,67,230,1)", LabTheme.Light.PaletteLight.Primary.ToString());
        Assert.Equal("rgba(139,123,255,1)", LabTheme.Dark.PaletteDark.Primary.ToString());
        Assert.All(
            (Palette[])[LabTheme.Light.PaletteLight, LabTheme.Dark.PaletteDark],
            palette => Assert.Equal(0, palette.RippleOpacity));
    }

    [Fact]
    public void nothing_is_written_in_capitals_and_everything_in_one_font()
    {
        var button = LabTheme.Light.Typography.Button;
        Assert.Equal(("none", "Inter"), (button.TextTransform, button.FontFamily![0]));
    }

    [Fact]
    public void the_dark_theme_is_that_of_a_dark_document() =>
        Assert.Equal((":root", ":root[data-theme='dark']"),
            (LabTheme.Light.PseudoCss.Scope, LabTheme.Dark.PseudoCss.Scope));
}
