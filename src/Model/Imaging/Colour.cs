using System.Globalization;
using PgGanLab.Growth;

namespace PgGanLab.Model.Imaging;

/// <summary>An opaque colour.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static Colour White { get; } = new(255, 255, 255);

    public static Colour Black { get; } = new(0, 0, 0);

    /// <summary>Reads <c>white</c>, <c>black</c> or <c>#rrggbb</c>.</summary>
    /// <exception cref="InvalidInputException">It is none of them.</exception>
    public static Colour Parse(string text) => text switch
    {
        "white" => White,
        "black" => Black,
        ['#', .. { Length: 6 } hex] when uint.TryParse(
            hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) =>
            new Colour((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb),
        _ => throw new InvalidInputException(
            $"background is '{text}'; it must be white, black or a colour such as #8090a0."),
    };
}
