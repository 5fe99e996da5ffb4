using PgGanLab.Growth.Configuration;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>Settings, a line each.</summary>
internal static class SettingLines
{
    public static Table Of(IEnumerable<SettingDefinition> settings)
    {
        var table = Tables.New().Fixed("setting").Right("default").Left("takes").Left("meaning");
        foreach (var setting in settings)
        {
            table.AddRow(
                new Text(setting.Name + (setting.PerResolution ? "[@R]" : "")),
                new Text(setting.Show(setting.Get(new TrainingConfiguration(), null))),
                new Text(Range(setting)), new Text(setting.Summary));
        }
        table.Caption = new TableTitle("[[@R]]: may have another value at a resolution, as in learningRate@32.");
        return table;
    }

    private static string Range(SettingDefinition setting)
    {
        if (setting.Kind == SettingKind.Word)
            return string.Join(", ", setting.Words);
        if (setting.Kind == SettingKind.Boolean)
            return "true, false";
        var least = NumberText.Of(setting.Minimum);
        var range = double.IsFinite(setting.Maximum)
            ? $"{(setting.MinimumIncluded ? "" : "above ")}{least} to {NumberText.Of(setting.Maximum)}"
            : $"{(setting.MinimumIncluded ? "from" : "above")} {least}";
        return $"{range} {setting.Unit}".TrimEnd();
    }
}
