namespace PgGanLab.Grains.Tests.Support;

/// <summary>The system's clock, set forward by a test. Timers run in real time.</summary>
internal sealed class OffsetClock : TimeProvider
{
    private long offsetTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    public override long GetTimestamp() =>
        base.GetTimestamp()
        + (long)(Interlocked.Read(ref offsetTicks) * ((double)TimestampFrequency / TimeSpan.TicksPerSecond));

    public void Advance(TimeSpan by) => Interlocked.Add(ref offsetTicks, by.Ticks);
}
