using System.Globalization;

namespace PgGanLab.Maintenance.Checks;

/// <summary>
/// Whether this machine's clock can be right: against the disk's, which another machine keeps where it is shared.
/// Leases and the age of sign-ins hang on clocks.
/// </summary>
internal sealed class ClockCheck() : Check("clock")
{
    /// <summary>Seconds that clocks may differ.</summary>
    public const double Tolerated = 2;

    public const string HowToMend = "set the clocks right (timedatectl set-ntp true); leases end too early otherwise";

    /// <summary>No lab is older than its own program.</summary>
    private static readonly DateTimeOffset Earliest = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    protected override Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        var folder = Probe.Existing(lab.Directories.Store);
        using var probe = Probe.Open(folder);
        probe.WriteByte(1);
        probe.Flush();
        var now = DateTimeOffset.UtcNow;
        var apart = (now - new DateTimeOffset(File.GetLastWriteTimeUtc(probe.Name))).TotalSeconds;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{now:yyyy-MM-dd HH:mm:ss} UTC, {Math.Abs(apart):0.00} s from the disk's at {folder}");
        return Found(now < Earliest ? Fail(text, HowToMend)
            : Math.Abs(apart) > Tolerated ? Warn(text, HowToMend)
            : Ok(text));
    }
}
