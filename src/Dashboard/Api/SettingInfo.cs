using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Api;

/// <summary>One setting as clients see it: what it means and which values it takes.</summary>
/// <param name="Name">As written in a sweep's file.</param>
/// <param name="Kind">Integer, number, boolean, word or resolution.</param>
/// <param name="Default">The paper's value; null where another setting gives it.</param>
/// <param name="Minimum">Least legal value.</param>
/// <param name="MinimumIncluded">False when the value must be greater than it.</param>
/// <param name="Maximum">Greatest legal value.</param>
/// <param name="Unit">Unit, or empty.</param>
/// <param name="Summary">One line.</param>
/// <param name="PerResolution">Whether <c>name@32</c> is allowed.</param>
/// <param name="Searchable">Whether a sweep may vary it.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Words">The words that it takes, where it takes words; its numbers here are their places.</param>
/// <param name="DefaultText">The default as people write it; without one, what holds instead.</param>
public sealed record SettingInfo(
    string Name, SettingKind Kind, double? Default, double Minimum, bool MinimumIncluded, double Maximum, string Unit,
    string Summary, bool PerResolution, bool Searchable, SettingGroup Group, ImmutableArray<string> Words,
    string DefaultText)
{
    public static SettingInfo Of(SettingDefinition setting) => new(
        setting.Name, setting.Kind, DefaultOf(setting), setting.Minimum, setting.MinimumIncluded, setting.Maximum,
        setting.Unit, setting.Summary, setting.PerResolution, setting.Searchable, setting.Group, setting.Words,
        setting.Show(setting.Get(new TrainingConfiguration(), null)));

    private static double? DefaultOf(SettingDefinition setting)
    {
        var value = setting.Get(new TrainingConfiguration(), null);
        return double.IsNaN(value) ? null : value;
    }
}
