using System.Collections.Immutable;

namespace PgGanLab.Growth.Phases;

/// <summary>All phases of all experiments, merged where their keys are equal (design.md section 3).</summary>
public sealed class GrowthTree
{
    private GrowthTree(ImmutableArray<GrowthTreeNode> nodes, long imagesRequested)
    {
        Nodes = nodes;
        ImagesRequested = imagesRequested;
    }

    /// <summary>Every distinct phase, parents before children, otherwise in the order of the experiments.</summary>
    public ImmutableArray<GrowthTreeNode> Nodes { get; }

    /// <summary>Real images that the experiments would train if each trained alone.</summary>
    public long ImagesRequested { get; }

    /// <summary>Real images that the merged tree trains.</summary>
    public long ImagesDistinct => Nodes.Sum(n => n.Phase.Recipe.Images);

    /// <summary>
    /// Real images left to train when <paramref name="finished"/> tells which phases are there already.
    /// </summary>
    public long ImagesToTrain(Func<PhaseKey, bool> finished) =>
        Nodes.Where(n => !finished(n.Phase.Key)).Sum(n => n.Phase.Recipe.Images);

    /// <summary>
    /// The phases that are to be trained: those that are not finished; and of those that are finished, but whose end is
    /// gone, the ones with which an experiment ends or from which one of these goes on.
    /// </summary>
    /// <param name="finished">Tells which phases were trained to their end.</param>
    /// <param name="lost">Tells of which of those the end is gone.</param>
    public ImmutableHashSet<PhaseKey> ToTrain(Func<PhaseKey, bool> finished, Func<PhaseKey, bool> lost)
    {
        var goOn = Nodes.Where(n => n.Phase.Parent is not null).GroupBy(n => n.Phase.Parent!.Value)
            .ToDictionary(children => children.Key, children => children.Sum(n => n.Experiments.Length));
        var (train, started) = (ImmutableHashSet.CreateBuilder<PhaseKey>(), new HashSet<PhaseKey>());
        foreach (var (phase, experiments) in Nodes.Reverse())
        {
            var isUsed = started.Contains(phase.Key) || experiments.Length > goOn.GetValueOrDefault(phase.Key);
            if (finished(phase.Key) && !(isUsed && lost(phase.Key)))
                continue;
            train.Add(phase.Key);
            if (phase.Parent is { } parent)
                started.Add(parent);
        }
        return train.ToImmutable();
    }

    /// <summary>Merges the experiments' paths.</summary>
    /// <param name="paths">Experiment id to its phases in order.</param>
    public static GrowthTree Of(IEnumerable<KeyValuePair<string, ImmutableArray<PlannedPhase>>> paths)
    {
        var order = new List<PlannedPhase>();
        var experiments = new Dictionary<PhaseKey, ImmutableArray<string>.Builder>();
        var requested = 0L;
        foreach (var (experiment, phases) in paths)
        {
            foreach (var phase in phases)
            {
                requested += phase.Recipe.Images;
                if (!experiments.TryGetValue(phase.Key, out var list))
                {
                    experiments.Add(phase.Key, list = ImmutableArray.CreateBuilder<string>());
                    order.Add(phase);
                }
                list.Add(experiment);
            }
        }
        var nodes = order.Select(phase => new GrowthTreeNode(phase, experiments[phase.Key].ToImmutable()));
        return new GrowthTree([.. nodes], requested);
    }
}

/// <summary>One distinct phase and the experiments whose path goes through it.</summary>
public sealed record GrowthTreeNode(PlannedPhase Phase, ImmutableArray<string> Experiments);
