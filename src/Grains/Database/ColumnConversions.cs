using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Grains.Database;

/// <summary>Keeps immutable values in text columns as JSON.</summary>
internal static class JsonText
{
    /// <summary>
    /// Maps the property to JSON text. Its values are immutable, so being the same object is being equal.
    /// </summary>
    public static PropertyBuilder<T> HasJsonConversion<T>(this PropertyBuilder<T> property) => property.HasConversion(
        value => JsonSerializer.Serialize(value, LabJson.Options),
        text => JsonSerializer.Deserialize<T>(text, LabJson.Options)!,
        new ValueComparer<T>((a, b) => Equals(a, b), value => value!.GetHashCode(), value => value));

    /// <summary>Maps numbers by resolution to JSON text, the one for all others under 0.</summary>
    public static PropertyBuilder<PerResolution<double>> HasJsonConversion(
        this PropertyBuilder<PerResolution<double>> property) => property.HasConversion(
        value => JsonSerializer.Serialize(value.Exceptions.SetItem(0, value.Default), LabJson.Options),
        text => FromText(text));

    private static PerResolution<double> FromText(string text)
    {
        var values = JsonSerializer.Deserialize<ImmutableSortedDictionary<int, double>>(text, LabJson.Options)!;
        return new PerResolution<double>(values[0], values.Remove(0));
    }
}

/// <summary>Moments as whole milliseconds since 1970 (UTC): both databases compare and order them alike.</summary>
internal sealed class UnixMilliseconds()
    : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
