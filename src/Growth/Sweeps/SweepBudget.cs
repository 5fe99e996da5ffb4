using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// What a sweep may use besides its number of experiments; null is no limit. What reaches one of them first ends the
/// sweep in order: running phases stop at a snapshot, and all results stay.
/// </summary>
public sealed record SweepBudget
{
    private const double Most = 1e9;

    /// <summary>The keys of its file form that are no number of experiments.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["kimg", "deviceHours", "wallHours", "until"];

    /// <summary>No limit.</summary>
    public static SweepBudget None { get; } = new();

    /// <summary>Thousands of real images that are trained for it.</summary>
    public double? Kimg { get; init; }

    /// <summary>Hours that devices train for it, added up.</summary>
    public double? DeviceHours { get; init; }

    /// <summary>Hours that it runs.</summary>
    public double? WallHours { get; init; }

    /// <summary>
    /// When it ends: a time of day (<c>07:30</c>), the next one from its acceptance on, or a moment
    /// (<c>2026-12-01 07:30</c>, in the lab's time zone, or with an offset).
    /// </summary>
    public string? Until { get; init; }

    /// <summary>Reads its keys of a mapping.</summary>
    /// <param name="element">The mapping.</param>
    /// <param name="where">What it is called in errors.</param>
    /// <param name="others">Keys that the mapping may have besides.</param>
    /// <exception cref="InvalidInputException">A key is unknown, or a value can't be a limit.</exception>
    public static SweepBudget Read(JsonElement element, string where, params IEnumerable<string> others)
    {
        var fields = DocumentFields.Of(element, where, [.. others, .. Keys]);
        return new SweepBudget
        {
            Kimg = fields.Amount("kimg", Most),
            DeviceHours = fields.Amount("deviceHours", Most),
            WallHours = fields.Amount("wallHours", Most),
            Until = fields.FindText("until") is { } until ? BudgetEnd.Check(until, where) : null,
        };
    }

    /// <summary>Its keys; those without a limit are left out.</summary>
    public JsonObject Write()
    {
        var document = new JsonObject();
        foreach (var (key, limit) in new[] { (Keys[0], Kimg), (Keys[1], DeviceHours), (Keys[2], WallHours) })
            if (limit is { } number)
                document[key] = number;
        if (Until is { } until)
            document[Keys[3]] = until;
        return document;
    }

    /// <summary>The same with its end as one moment, whatever the time of day will be when it is read.</summary>
    /// <param name="now">When the sweep is accepted, or its budget changed.</param>
    /// <param name="zone">The lab's.</param>
    /// <exception cref="InvalidInputException">The moment has passed.</exception>
    public SweepBudget From(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Until is null)
            return this;
        var end = BudgetEnd.Moment(Until, now, zone);
        return end > now
            ? this with { Until = BudgetEnd.Text(end) }
            : throw new InvalidInputException(
                $"The budget ends at {BudgetEnd.Text(end)}, which has passed; name a later moment.");
    }

    /// <summary>The first limit that is reached: <c>40 of 40 device-hours</c>; null while there is room.</summary>
    public string? Spent(BudgetUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return use.Kimg >= Kimg ? $"{Number(use.Kimg)} of {Number(Kimg.Value)} kimg"
            : use.DeviceHours >= DeviceHours ? $"{Number(use.DeviceHours)} of {Number(DeviceHours.Value)} device-hours"
            : use.WallHours >= WallHours ? $"{Number(use.WallHours)} of {Number(WallHours.Value)} hours"
            : Until is not null && BudgetEnd.Moment(Until, use.At, TimeZoneInfo.Utc) <= use.At ? $"it was until {Until}"
            : null;
    }

    /// <summary>
    /// Every limit with what is used of it: <c>12.5 of 40 device-hours, until …</c>; empty without any.
    /// </summary>
    public string Text(BudgetUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        string?[] parts =
        [
            Kimg is { } kimg ? $"{Number(use.Kimg)} of {Number(kimg)} kimg" : null,
            DeviceHours is { } device ? $"{Number(use.DeviceHours)} of {Number(device)} device-hours" : null,
            WallHours is { } wall ? $"{Number(use.WallHours)} of {Number(wall)} hours" : null,
            Until is { } until ? $"until {until}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}

/// <summary>What a sweep has used of its budget.</summary>
/// <param name="Kimg">Thousands of real images that were trained for it.</param>
/// <param name="DeviceHours">Hours that devices trained for it, added up.</param>
/// <param name="WallHours">Hours that it ran.</param>
/// <param name="At">When that was.</param>
public sealed record BudgetUse(double Kimg, double DeviceHours, double WallHours, DateTimeOffset At);
