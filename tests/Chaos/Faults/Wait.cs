using System.Diagnostics;

namespace PgGanLab.Chaos.Faults;

/// <summary>Waits for conditions; a busy machine may take long.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <param name="wanted">Asked until it gives something.</param>
    /// <param name="what">What is waited for, for the failure.</param>
    public static async Task<T> For<T>(Func<Task<T?>> wanted, string what) where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await wanted() is { } found)
                return found;
            Assert.True(clock.Elapsed < Patience, $"It never came: {what}");
            await Task.Delay(20);
        }
    }

    /// <inheritdoc cref="For{T}(Func{Task{T}}, string)"/>
    public static Task<T> For<T>(Func<T?> wanted, string what) where T : class =>
        For(() => Task.FromResult(wanted()), what);

    /// <param name="wanted">Asked until it is true.</param>
    /// <param name="what">What is waited for, for the failure.</param>
    public static Task Until(Func<bool> wanted, string what) => For(() => wanted() ? "" : null, what);
}
