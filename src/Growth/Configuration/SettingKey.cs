using System.Globalization;
using System.Numerics;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// A setting's name with, where it is meant for one resolution only, that resolution: <c>learningRate@32</c>.
/// </summary>
/// <param name="Name">Name in the <see cref="SettingCatalog"/>.</param>
/// <param name="Resolution">Pixels, or null for everywhere.</param>
public sealed record SettingKey(string Name, int? Resolution) : IComparable<SettingKey>
{
    /// <summary>
    /// Reads <c>name</c> or <c>name@resolution</c>; <paramref name="where"/> names the place for the error.
    /// </summary>
    /// <exception cref="InvalidInputException">No such setting, or a resolution where none can stand.</exception>
    public static SettingKey Parse(string text, string where)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        var definition = SettingCatalog.Find(name) ?? throw new InvalidInputException(
            $"Unknown setting '{InputText.Shown(name)}' in {where}; {SettingCatalog.Hint(name)}");
        if (at < 0)
            return new SettingKey(definition.Name, null);
        if (!definition.PerResolution)
            throw new InvalidInputException(
                $"Setting '{name}' in {where} has one value for all resolutions; write '{name}' without "
                + $"'{InputText.Shown(text[at..])}'.");
        if (!int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var resolution)
            || resolution is < 4 or > 1024 || !BitOperations.IsPow2(resolution))
            throw new InvalidInputException(
                $"'{InputText.Shown(text)}' in {where} names no resolution; "
                + "after '@' stands a power of two from 4 to 1024.");
        return new SettingKey(definition.Name, resolution);
    }

    public SettingDefinition Definition => SettingCatalog.Find(Name) ?? throw new InvalidOperationException(
        $"No setting is named '{Name}'.");

    public override string ToString() =>
        Resolution is { } r ? string.Create(CultureInfo.InvariantCulture, $"{Name}@{r}") : Name;

    /// <summary>General settings come before their exceptions, so that applying a list in order is right.</summary>
    public int CompareTo(SettingKey? other) =>
        other is null ? 1 : (Resolution ?? 0, Name).CompareTo((other.Resolution ?? 0, other.Name));

    public static bool operator <(SettingKey left, SettingKey right) => left.CompareTo(right) < 0;

    public static bool operator >(SettingKey left, SettingKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(SettingKey left, SettingKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SettingKey left, SettingKey right) => left.CompareTo(right) >= 0;
}
