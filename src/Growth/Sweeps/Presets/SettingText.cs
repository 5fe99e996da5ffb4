using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>Settings as presets state them: <c>name=value name@16=value</c>, words and switches as in files.</summary>
internal static class SettingText
{
    /// <param name="text">Pairs with blanks between.</param>
    /// <exception cref="InvalidInputException">No such setting, or a value that it does not take.</exception>
    public static SettingList Read(string text) =>
        SettingList.Empty.With(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .Select(pair => Pair(pair[0], pair[1])));

    /// <summary>One setting with its value.</summary>
    public static KeyValuePair<SettingKey, double> Pair(string name, double value, int? resolution = null)
    {
        var key = new SettingKey(name, resolution);
        SettingList.Check(key, value, "a preset");
        return KeyValuePair.Create(key, value);
    }

    private static KeyValuePair<SettingKey, double> Pair(string name, string value)
    {
        var key = SettingKey.Parse(name, "a preset");
        var number = key.Definition.Words.IndexOf(value) is var word and >= 0 ? word
            : value is "true" or "false" ? (value == "true" ? 1 : 0)
            : double.Parse(value, CultureInfo.InvariantCulture);
        SettingList.Check(key, number, "a preset");
        return KeyValuePair.Create(key, number);
    }
}
