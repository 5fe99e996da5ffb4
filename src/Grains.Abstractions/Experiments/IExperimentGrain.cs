namespace PgGanLab.Grains.Experiments;

/// <summary>One experiment: a path through the growth tree. Key: sweep id, a dot, and its number.</summary>
[Alias("pgganlab.experiment")]
public interface IExperimentGrain : IGrainWithStringKey
{
    /// <summary>One line about it; null when there is no such experiment.</summary>
    Task<ExperimentSummary?> GetSummary();

    /// <summary>All about it; null when there is no such experiment.</summary>
    Task<ExperimentView?> GetView();

    /// <summary>Its curves.</summary>
    /// <param name="maxPoints">Most points of a column, at least 2; the server thins (largest triangle three buckets).</param>
    Task<TickSeries> GetTicks(int maxPoints);
}
