using System.Globalization;
using PgGanLab.Grains.Catalog;

namespace PgGanLab.Cli.Output;

/// <summary>An event in one line.</summary>
internal static class EventLine
{
    public static string Of(LabEvent entry)
    {
        var at = entry.At.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{at}  {entry.Kind.Replace('-', ' '),-20}  {entry.Subject}  {entry.Text}".TrimEnd();
    }
}
