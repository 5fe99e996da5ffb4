namespace PgGanLab.Tools.Watching;

/// <summary>How far a long piece of work is. Safe for several threads.</summary>
/// <param name="total">Units in all, such as images.</param>
/// <param name="show">Shows units done, at most <paramref name="total"/>, and what is being done.</param>
internal sealed class WorkProgress(double total, Action<double, string> show)
{
    private readonly Lock gate = new();
    private double done;

    /// <summary>For work that nobody watches.</summary>
    public static WorkProgress Unwatched { get; } = new(1, (_, _) => { });

    /// <summary>Says that some more is done.</summary>
    /// <param name="units">How much.</param>
    /// <param name="what">What is being done, in a few words.</param>
    public void Advance(double units, string what)
    {
        lock (gate)
        {
            done = Math.Min(total, done + units);
            show(done, what);
        }
    }
}
