using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PgGanLab.Grains.Storage;

/// <summary>Keeps immutable values in text columns as JSON.</summary>
internal static class JsonText
{
    /// <summary>Maps the property to JSON text. Its values are immutable, so being the same object is being equal.</summary>
    public static PropertyBuilder<T> HasJsonConversion<T>(this PropertyBuilder<T> property) => property.HasConversion(
        value => JsonSerializer.Serialize(value, LabJson.Options),
        text => JsonSerializer.Deserialize<T>(text, LabJson.Options)!,
        new ValueComparer<T>((a, b) => Equals(a, b), value => value!.GetHashCode(), value => value));
}
