using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains;

/// <summary>
/// How records of Growth look on the wire: as in <see cref="LabJson"/>, but only what they are made of. Computed
/// properties are left out, an abstract record names its kind in <c>$type</c>, setting keys
/// (<c>learningRate@32</c>) and phase keys are text.
/// </summary>
internal static class GrowthJson
{
    public static Assembly Assembly { get; } = typeof(InvalidInputException).Assembly;

    public static JsonSerializerOptions Options { get; } = new(LabJson.Options)
    {
        Converters = { new SettingKeyText(), new PhaseKeyText() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(LeaveOutComputed)
            .WithAddedModifier(NameKinds).WithAddedModifier(MakeEmpty),
    };

    private static void LeaveOutComputed(JsonTypeInfo type)
    {
        if (!IsGrowthObject(type))
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i] is { Set: null, AssociatedParameter: null })
                type.Properties.RemoveAt(i);
        }
    }

    private static void NameKinds(JsonTypeInfo type)
    {
        if (!IsGrowthObject(type) || !type.Type.IsAbstract)
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions();
        foreach (var kind in Assembly.GetTypes().Where(t => t.IsSubclassOf(type.Type) && !t.IsAbstract))
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
    }

    /// <summary>A record with several constructors is made empty and filled property by property.</summary>
    private static void MakeEmpty(JsonTypeInfo type)
    {
        if (IsGrowthObject(type) && !type.Type.IsAbstract && type.Type.GetConstructors().Length > 1
            && type.Type.GetConstructor([]) is null)
            type.CreateObject = () => RuntimeHelpers.GetUninitializedObject(type.Type);
    }

    private static bool IsGrowthObject(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.Object && type.Type.Assembly == Assembly;

    private sealed class SettingKeyText : JsonConverter<SettingKey>
    {
        public override SettingKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            From(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, SettingKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());

        public override SettingKey ReadAsPropertyName(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            From(reader.GetString()!);

        public override void WriteAsPropertyName(
            Utf8JsonWriter writer, SettingKey value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString());

        private static SettingKey From(string text) => text.Split('@') is [var name, var resolution]
            ? new SettingKey(name, int.Parse(resolution, CultureInfo.InvariantCulture))
            : new SettingKey(text, null);
    }

    private sealed class PhaseKeyText : JsonConverter<PhaseKey>
    {
        public override PhaseKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            PhaseKey.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, PhaseKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
