using System.Globalization;

namespace PgGanLab.Growth.Sweeps;

/// <summary>The end of a budget: a time of day or a moment, as text.</summary>
internal static class BudgetEnd
{
    private static readonly string[] TimesOfDay = ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"];

    /// <exception cref="InvalidInputException">It is neither.</exception>
    public static string Check(string text, string where) =>
        TimeOfDay(text) is not null || Parse(text, TimeZoneInfo.Utc) is not null
            ? text
            : throw new InvalidInputException(
                $"'until' in {where} is {InputText.Shown(text)}; it must be a time of day (07:30) or a moment "
                + "(2026-12-01 07:30, 2026-12-01T07:30+01:00).");

    /// <summary>The moment; for a time of day the next one after <paramref name="now"/>.</summary>
    /// <exception cref="InvalidInputException">The text is neither.</exception>
    public static DateTimeOffset Moment(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (TimeOfDay(text) is not { } time)
            return Parse(Check(text, "budget"), zone)!.Value;
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var moment = At(today, time, zone);
        return moment > now ? moment : At(today.AddDays(1), time, zone);
    }

    /// <summary><c>2026-12-01 07:30:00 +01:00</c>, which is read back in any zone.</summary>
    public static string Text(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static TimeOnly? TimeOfDay(string text) =>
        TimeOnly.TryParseExact(text, TimesOfDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    private static DateTimeOffset? Parse(string text, TimeZoneInfo zone)
    {
        if (text.Length < 10 || text[4] != '-'
            || !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var named))
            return null;
        return named.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(named, zone.GetUtcOffset(named))
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset At(DateTime day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day + time.ToTimeSpan();
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
