namespace PgGanLab.Tools.Bench;

/// <summary>
/// Images/s of some rounds. Several trainers take turns with the first of them alone, so that both meet the
/// same noise of the machine.
/// </summary>
/// <param name="Median">Of all trainers together.</param>
/// <param name="Best">Likewise, the best round.</param>
/// <param name="One">Median of one alone; null where there is only one.</param>
/// <param name="Scaling">All together over one alone, the median of the turns; null where there is only one.</param>
internal sealed record TrainBenchRates(double Median, double Best, double? One, double? Scaling)
{
    private const int Rounds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);         // until all code is compiled at its best

    /// <param name="trainers">Freshly made.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="time">How long all of them train; one of several trains as long again, alone.</param>
    /// <param name="stop">Ends it between two rounds.</param>
    public static TrainBenchRates Measure(TrainersBenchmark trainers, int count, TimeSpan time, CancellationToken stop)
    {
        trainers.Run(count, WarmUp);
        var turns = Enumerable.Range(0, Rounds)
            .Select(_ => (One: count > 1 ? Round(1) : (double?)null, All: Round(count))).ToArray();
        return new TrainBenchRates(
            Middle(turns.Select(t => t.All)),
            turns.Max(t => t.All),
            count > 1 ? Middle(turns.Select(t => t.One!.Value)) : null,
            count > 1 ? Middle(turns.Select(t => t.All / t.One!.Value)) : null);

        double Round(int working)
        {
            stop.ThrowIfCancellationRequested();
            return trainers.Run(working, time / Rounds);
        }
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
