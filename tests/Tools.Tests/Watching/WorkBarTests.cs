using PgGanLab.Tools.Watching;

namespace PgGanLab.Tools.Tests.Watching;

public sealed class WorkBarTests
{
    [Fact]
    public void lines_come_every_half_minute_on_standard_error_alone()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var clock = new StoppedClock();
        var bar = new WorkBar(new ToolScreen(output, error), quiet: false, clock);

        var result = bar.Follow("swd of discs", 8, progress =>
        {
            for (var image = 1; image <= 8; image++)
            {
                clock.Now += TimeSpan.FromSeconds(12);
                progress.Advance(1, "16 px: fakes");
            }
            return 42;
        });

        Assert.Equal(42, result);
        Assert.Empty(output.ToString());
        Assert.Equal("swd of discs: 37 %, 16 px: fakes\nswd of discs: 75 %, 16 px: fakes\n", error.ToString());
    }

    [Fact]
    public void whoever_wants_json_alone_sees_nothing()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var clock = new StoppedClock();
        new WorkBar(new ToolScreen(output, error), quiet: true, clock).Follow("swd of discs", 1, progress =>
        {
            clock.Now += TimeSpan.FromMinutes(1);
            progress.Advance(1, "16 px: fakes");
            return 0;
        });
        Assert.Equal("", output.ToString() + error);
    }

    [Fact]
    public void more_than_everything_is_never_done()
    {
        var last = 0.0;
        var progress = new WorkProgress(10, (done, _) => last = done);
        progress.Advance(7, "");
        progress.Advance(7, "");
        Assert.Equal(10, last);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
