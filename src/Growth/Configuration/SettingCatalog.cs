using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// All settings by name: the one list behind YAML files, the API, the sweep form and search spaces. It is read from the
/// <see cref="SettingAttribute"/>s of <see cref="TrainingConfiguration"/> and its option records, where each setting
/// has its range.
/// </summary>
public static class SettingCatalog
{
    /// <summary>Group by group, in the order of their declaration.</summary>
    public static ImmutableArray<SettingDefinition> All { get; } = Read();

    private static readonly ImmutableDictionary<string, SettingDefinition> ByName =
        All.ToImmutableDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>The setting of that name, or null.</summary>
    public static SettingDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Which name was meant by <paramref name="name"/>, or which there are, for an error message.</summary>
    public static string Hint(string name) => NearestName.Hint(name, [.. All.Select(s => s.Name)]);

    private static ImmutableArray<SettingDefinition> Read()
    {
        var declared = Declared(typeof(TrainingConfiguration), []).ToList();
        var shown = declared.OrderBy(s => s.Attribute.Group).ToList();          // stable: within a group as declared
        foreach (var setting in declared.Where(s => s.Attribute.After is not null))
        {
            shown.Remove(setting);
            shown.Insert(shown.FindIndex(s => s.Attribute.Name == setting.Attribute.After) + 1, setting);
        }
        return [.. shown.Select(s => Define(s.Attribute, s.Path))];
    }

    /// <summary>The settings of a record and of the records in it, each with the properties that lead to it.</summary>
    private static IEnumerable<(SettingAttribute Attribute, ImmutableArray<PropertyInfo> Path)> Declared(
        Type record, ImmutableArray<PropertyInfo> above)
    {
        foreach (var property in record.GetProperties().OrderBy(p => p.MetadataToken))
        {
            var path = above.Add(property);
            if (property.GetCustomAttribute<SettingAttribute>() is { } attribute)
                yield return (attribute, path);
            else if (property.CanWrite && property.PropertyType.Namespace == record.Namespace)
                foreach (var inner in Declared(property.PropertyType, path))
                    yield return inner;
        }
    }

    private static SettingDefinition Define(SettingAttribute setting, ImmutableArray<PropertyInfo> path)
    {
        var type = path[^1].PropertyType;
        var isPerResolution = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PerResolution<>);
        var number = isPerResolution ? type.GetGenericArguments()[0] : type;
        var words = number.IsEnum ? Enum.GetNames(number).Select(JsonNamingPolicy.KebabCaseLower.ConvertName) : [];
        var kind = number switch
        {
            _ when setting.PowerOfTwo => SettingKind.Resolution,
            _ when number == typeof(bool) => SettingKind.Boolean,
            _ when number.IsEnum => SettingKind.Word,
            _ when number == typeof(double) => SettingKind.Number,
            _ => SettingKind.Integer,
        };
        var isNumber = kind is not (SettingKind.Boolean or SettingKind.Word);
        return new SettingDefinition
        {
            Name = setting.Name,
            Group = setting.Group,
            Kind = kind,
            PerResolution = isPerResolution,
            Searchable = setting.Searchable,
            Unit = setting.Unit,
            Summary = setting.Summary,
            Words = [.. words],
            Unset = setting.Unset,
            Minimum = !isNumber ? 0 : double.IsNaN(setting.Above) ? setting.Min : setting.Above,
            MinimumIncluded = double.IsNaN(setting.Above),
            Maximum = isNumber ? setting.Max : kind == SettingKind.Boolean ? 1 : words.Count() - 1,
            Get = (configuration, resolution) => Number(Value(configuration, path), resolution),
            Set = (configuration, resolution, value) =>
                (TrainingConfiguration)With(configuration, path, old => Changed(old, resolution, value)),
        };
    }

    private static object Value(object record, ImmutableArray<PropertyInfo> path) =>
        path.Aggregate(record, (value, property) => property.GetValue(value)!);

    private static double Number(object value, int? resolution) => value switch
    {
        PerResolution<int> numbers => resolution is { } r ? numbers.At(r) : numbers.Default,
        PerResolution<double> numbers => resolution is { } r ? numbers.At(r) : numbers.Default,
        _ => Convert.ToDouble(value, null),
    };

    /// <summary>A value of the same type, made from a number.</summary>
    private static object Changed(object value, int? resolution, double number) => value switch
    {
        PerResolution<int> numbers => numbers.With(resolution, (int)number),
        PerResolution<double> numbers => numbers.With(resolution, number),
        bool => number != 0,
        Enum => Enum.ToObject(value.GetType(), (int)number),
        _ => Convert.ChangeType(number, value.GetType(), null),
    };

    /// <summary>
    /// What <c>record with { … }</c> does: a copy in which the last property of the path has another value.
    /// </summary>
    private static object With(object record, ImmutableArray<PropertyInfo> path, Func<object, object> change)
    {
        var property = path[0];
        var old = property.GetValue(record)!;
        var copy = MemberwiseClone(record);
        property.SetValue(copy, path.Length == 1 ? change(old) : With(old, path.RemoveAt(0), change));
        return copy;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern object MemberwiseClone(object record);
}
