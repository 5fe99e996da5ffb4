namespace PgGanLab.OrleansConformance.Support;

/// <summary>Waits for conditions that nothing announces.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(timeout.IsCancellationRequested, $"Never held: {what}");
            await Task.Delay(10);
        }
    }
}
