using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search.Expressions;

namespace PgGanLab.Growth.Search;

/// <summary>A line of a search space: a setting, or several resolutions of one that get the same value.</summary>
/// <param name="Setting">Which setting, with its resolution where it has one.</param>
public abstract record SpaceEntry(SettingKey Setting)
{
    /// <summary>The same setting at further resolutions: <c>learningRate@[32, 64]</c> is one draw for both.</summary>
    public ImmutableArray<SettingKey> Tied { get; init; } = [];

    /// <summary>When it counts; else the settings keep the value of the base. Null: always.</summary>
    public SettingCondition? When { get; init; }

    /// <summary>All settings that it gives a value.</summary>
    public IEnumerable<SettingKey> Settings => Tied.Prepend(Setting);

    /// <summary>As written in a file: <c>learningRate@16</c>, <c>learningRate@[32, 64]</c>.</summary>
    public string Name => Tied.IsEmpty
        ? Setting.ToString()
        : $"{Setting.Name}@[{string.Join(", ", Settings.Select(s => Text(s.Resolution)))}]";

    /// <summary>The settings on which its value depends.</summary>
    internal virtual IEnumerable<SettingKey> References => When?.Values.Keys ?? [];

    /// <summary>Reads <see cref="Name"/>.</summary>
    /// <exception cref="InvalidInputException">No such setting, or no such resolutions.</exception>
    public static ImmutableArray<SettingKey> Parse(string name, string where)
    {
        var at = name.IndexOf("@[", StringComparison.Ordinal);
        if (at < 0)
            return [SettingKey.Parse(name, where)];
        if (!name.EndsWith(']'))
            throw new InvalidInputException(
                $"'{InputText.Shown(name)}' in {where} does not end; write {name[..at]}@[32, 64].");
        ImmutableArray<SettingKey> keys = [.. name[(at + 2)..^1].Split(',', StringSplitOptions.TrimEntries)
            .Select(resolution => SettingKey.Parse($"{name[..at]}@{resolution}", where))];
        return keys.Distinct().Count() == keys.Length
            ? keys
            : throw new InvalidInputException(
                $"'{InputText.Shown(name)}' in {where} names a resolution twice; name it once.");
    }

    public virtual bool Equals(SpaceEntry? other) =>
        other is not null
        && EqualityContract == other.EqualityContract
        && Setting == other.Setting
        && Tied.SequenceEqual(other.Tied)
        && When == other.When;

    public override int GetHashCode() => Setting.GetHashCode();

    private static string Text(int? resolution) => string.Create(CultureInfo.InvariantCulture, $"{resolution}");
}

/// <summary>A setting that follows from others: <c>discriminatorLearningRate: = learningRate * 0.5</c>.</summary>
/// <param name="Setting">Which setting.</param>
/// <param name="Value">Gives its value; whole-number settings take the nearest, resolutions a power of two.</param>
public sealed record DerivedSetting(SettingKey Setting, SettingExpression Value) : SpaceEntry(Setting)
{
    internal override IEnumerable<SettingKey> References => base.References.Concat(Value.References);

    /// <summary>Its value beside others.</summary>
    /// <exception cref="InvalidInputException">The setting can't have what the expression gives.</exception>
    internal double Of(SettingList settings)
    {
        var value = Value.Evaluate(settings);
        var fitted = Setting.Definition.Kind switch
        {
            SettingKind.Integer => Math.Round(value),
            SettingKind.Resolution when value > 0 => Math.Pow(2, Math.Round(Math.Log2(value))),
            _ => value,
        };
        SettingList.Check(Setting, fitted, $"search.space (from '{InputText.Shown(Value.Text)}')");
        return fitted;
    }
}

/// <summary>Settings with the values that they must have: <c>when: { loss: logistic }</c>.</summary>
/// <param name="Values">Setting to the values of which it must have one.</param>
public sealed record SettingCondition(ImmutableSortedDictionary<SettingKey, ImmutableArray<double>> Values)
{
    internal bool Holds(SettingList settings) =>
        Values.All(condition => condition.Value.Contains(settings.ValueOf(condition.Key)));

    public bool Equals(SettingCondition? other) =>
        other is not null
        && Values.Count == other.Values.Count
        && Values.Zip(other.Values).All(p =>
            p.First.Key == p.Second.Key && p.First.Value.SequenceEqual(p.Second.Value));

    public override int GetHashCode() => Values.Keys.Aggregate(Values.Count, HashCode.Combine);
}
