using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

public sealed class RetryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void waits_grow_and_have_a_limit()
    {
        var waits = Enumerable.Range(1, 100).Select(RetryRules.Wait).ToArray();
        Assert.Equal([10, 40, 160, 600, 600], waits[..5].Select(w => w.TotalSeconds));
        Assert.Equal(600, waits[^1].TotalSeconds);
        Assert.Throws<ArgumentOutOfRangeException>(() => RetryRules.Wait(0));
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 8, "Second attempt of 3 in 8 s, because: no room.")]
    [InlineData(2, 40, "Third attempt of 3 in 40 s, because: no room.")]
    [InlineData(2, -1, "Third attempt of 3 at the next free worker, because: no room.")]
    public void the_next_attempt_is_told_with_its_reason(int failures, int seconds, string? text) =>
        Assert.Equal(text, RetryRules.Text(failures, Now.AddSeconds(seconds), Now, "no room."));
}
