using System.Reflection;
using System.Runtime.CompilerServices;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>Makes a value of any record type in which every property has something else than its default.</summary>
internal static class Example
{
    public static object Of(Type type, int number = 3)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner, number);
        if (Simple(type, number) is { } simple)
            return simple;
        if (type.IsGenericType && type.Namespace == "System.Collections.Immutable")
            return Collection(type, number);
        return Record(
            type.IsAbstract ? type.Assembly.GetTypes().First(t => t.IsSubclassOf(type) && !t.IsAbstract) : type);
    }

    private static object? Simple(Type type, int number) => type switch
    {
        _ when type.IsEnum => Enum.GetValues(type) is { } values ? values.GetValue(values.Length - 1) : null,
        _ when type == typeof(string) => $"text-{number}",
        _ when type == typeof(bool) => true,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 29, 1, 2, number, 456, TimeSpan.Zero),
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(number),
        _ when type == typeof(PhaseKey) => PhaseKey.Parse(new string('a', 63) + number % 10),
        // its JSON is its text, which checks what it says
        _ when type == typeof(SweepObjective) => SweepObjective.Read("2 swd + 3 ms-ssim + 4 fid + 5 kid @ 0a1b2c3d"),
        _ when type == typeof(SettingKey) => new SettingKey("learningRate", number),
        _ when type.IsPrimitive =>
            Convert.ChangeType(number + (type == typeof(double) || type == typeof(float) ? 0.1 : 0), type, null),
        _ => null,
    };

    /// <summary>Two elements.</summary>
    private static object Collection(Type type, int number)
    {
        var arguments = type.GetGenericArguments();
        var empty =
            (type.GetField("Empty") ?? throw new NotSupportedException($"No example of {type}.")).GetValue(null)!;
        for (var i = 0; i < 2; i++)
        {
            var element = arguments.Select(a => Of(a, number + 1 + i)).ToArray();
            empty = type.GetMethod("Add", arguments)!.Invoke(empty, element)!;
        }
        return empty;
    }

    private static object Record(Type type)
    {
        var record = RuntimeHelpers.GetUninitializedObject(type);
        var number = 3;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null && p.GetIndexParameters().Length == 0))
            property.SetValue(record, Of(property.PropertyType, number++));
        return record;
    }
}
