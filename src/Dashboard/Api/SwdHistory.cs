using PgGanLab.Grains.Experiments;

namespace PgGanLab.Dashboard.Api;

/// <summary>All SWD measurements of a sweep as one table, a row for each.</summary>
internal static class SwdHistory
{
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<double>>> Table(IEnumerable<SwdCurve> curves)
    {
        var rows = curves.SelectMany(curve => curve.Points.Select(swd => (curve.Experiment, Swd: swd))).ToArray();
        return
        [
            Column("experiment", rows.Select(r => (double)r.Experiment)),
            Column("resolution", rows.Select(r => (double)r.Swd.Resolution)),
            Column("kimg", rows.Select(r => r.Swd.Nimg / 1000.0)),
            Column("swd", rows.Select(r => r.Swd.Average)),
        ];
    }

    private static KeyValuePair<string, IReadOnlyList<double>> Column(string name, IEnumerable<double> values) =>
        new(name, [.. values]);
}
