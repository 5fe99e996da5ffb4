using System.Collections.Frozen;
using System.Text.RegularExpressions;
using MudBlazor;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>
/// MudBlazor's themes, made of the tokens in <c>wwwroot/css/tokens.css</c>, so that there is one table of colours,
/// fonts and radii. There is a theme for each scheme, and both stand on the page: the dark one is that of a document
/// whose <c>data-theme</c> is <c>dark</c>, which theme.js sets before the first paint. No round trip to the server
/// tells the scheme, so nothing flashes.
/// </summary>
public static partial class LabTheme
{
    private static readonly FrozenDictionary<string, (string Light, string Dark)> Tokens = ReadTokens();

    /// <summary>For every document.</summary>
    public static MudTheme Light { get; } = new()
    {
        PaletteLight = Colours(new PaletteLight(), name => Tokens[name].Light),
        PseudoCss = new PseudoCss { Scope = ":root" },
        Typography = Fonts(),
        LayoutProperties = Sizes(),
    };

    /// <summary>For a document that is dark.</summary>
    public static MudTheme Dark { get; } = new()
    {
        PaletteDark = Colours(new PaletteDark(), name => Tokens[name].Dark),
        PseudoCss = new PseudoCss { Scope = ":root[data-theme='dark']" },
        Typography = Fonts(),
        LayoutProperties = Sizes(),
    };

    /// <summary>The value of a token in each scheme; twice the same where it has one.</summary>
    /// <param name="name">Such as <c>accent</c>.</param>
    public static (string Light, string Dark) Token(string name) => Tokens[name];

    private static TPalette Colours<TPalette>(TPalette palette, Func<string, string> token)
        where TPalette : Palette
    {
        palette.Primary = token("accent");
        palette.PrimaryDarken = token("accent-strong");
        palette.PrimaryLighten = token("accent-soft");
        palette.PrimaryContrastText = token("on-accent");
        palette.Secondary = token("ink-2");
        palette.Info = token("training");
        palette.Success = token("finished");
        palette.Warning = token("diverged");
        palette.Error = token("failed");
        palette.Dark = token("ink");
        palette.InfoContrastText = palette.SuccessContrastText = palette.WarningContrastText =
            palette.ErrorContrastText = palette.DarkContrastText = palette.SecondaryContrastText = token("canvas");
        palette.TextPrimary = token("ink");
        palette.TextSecondary = token("ink-2");
        palette.TextDisabled = token("ink-3");
        palette.ActionDefault = token("ink-2");
        palette.ActionDisabled = token("ink-3");
        palette.ActionDisabledBackground = token("sunken");
        palette.Background = token("canvas");
        palette.BackgroundGray = token("sunken");
        palette.Surface = token("surface");
        palette.DrawerBackground = token("surface");
        palette.DrawerText = palette.DrawerIcon = token("ink-2");
        palette.AppbarBackground = token("canvas");
        palette.AppbarText = token("ink");
        palette.LinesDefault = palette.TableLines = palette.Divider = palette.DividerLight = token("line");
        palette.LinesInputs = token("line-strong");
        palette.TableStriped = palette.TableHover = palette.Skeleton = token("sunken");
        palette.OverlayDark = token("shade");
        palette.RippleOpacity = 0;
        palette.RippleOpacitySecondary = 0;
        return palette;
    }

    private static Typography Fonts()
    {
        var family = Tokens["font"].Light.Split(',').Select(f => f.Trim(' ', '"')).ToArray();
        var text = new Typography();
        Set(text.Default, "text-m", "400", "1.45");
        Set(text.Body1, "text-m", "400", "1.45");
        Set(text.Body2, "text-m", "400", "1.45");
        Set(text.Button, "text-m", "550", "1.3");
        Set(text.Caption, "text-xs", "400", "1.4");
        Set(text.H6, "text-l", "600", "1.3");
        return text;

        void Set(BaseTypography style, string size, string weight, string lineHeight)
        {
            style.FontFamily = family;
            style.FontSize = Tokens[size].Light;
            style.FontWeight = weight;
            style.LineHeight = lineHeight;
            style.LetterSpacing = "normal";
            style.TextTransform = "none";
        }
    }

    private static LayoutProperties Sizes() => new()
    {
        DefaultBorderRadius = Tokens["radius-m"].Light,
        AppbarHeight = Tokens["bar"].Light,
        DrawerWidthLeft = Tokens["drawer"].Light,
    };

    private static FrozenDictionary<string, (string, string)> ReadTokens()
    {
        using var css = typeof(LabTheme).Assembly.GetManifestResourceStream("tokens.css")!;
        using var reader = new StreamReader(css);
        return Declaration().Matches(reader.ReadToEnd())
            .DistinctBy(m => m.Groups["name"].Value)
            .ToFrozenDictionary(m => m.Groups["name"].Value, m => m.Groups["light"].Success
                ? (m.Groups["light"].Value, m.Groups["dark"].Value)
                : (m.Groups["value"].Value, m.Groups["value"].Value));
    }

    /// <summary><c>--name: light-dark(#LIGHT, #DARK);</c> or <c>--name: VALUE;</c></summary>
    [GeneratedRegex(
        @"^\s*--(?<name>[\w-]+):\s*(light-dark\((?<light>#\w+), (?<dark>#\w+)\)|(?<value>[^;]+));",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
