using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Simulation;

namespace PgGanLab.Growth.Sweeps;

/// <summary>What the training of a sweep's phases takes of disks and devices, at most.</summary>
/// <param name="Disk">Bytes of the ends of all its phases; sample grids are small beside them.</param>
/// <param name="LargestPhase">Bytes without which the phase with the largest checkpoints can't be begun.</param>
/// <param name="LargestName">That phase's resolution and kind.</param>
/// <param name="Memory">Bytes of device memory at the peak of the phase that takes most, with whole
/// minibatches.</param>
public sealed record SweepFootprint(long Disk, long LargestPhase, string LargestName, long Memory)
{
    /// <summary>The footprint of some of a plan's phases; all zero for none.</summary>
    public static SweepFootprint Of(SweepPlan plan, IReadOnlySet<PhaseKey> train)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(train);
        var shapes = new RecipeShapes();
        var phases = plan.Tree.Nodes.Where(n => train.Contains(n.Phase.Key)).Select(n => n.Phase.Recipe)
            .Select(recipe => (Recipe: recipe, shapes.Of(recipe).Need)).ToArray();
        if (phases.Length == 0)
            return new SweepFootprint(0, 0, "", 0);
        var (largest, need) = phases.MaxBy(p => p.Need.StoreBytes);
        return new SweepFootprint(
            phases.Sum(p => p.Need.StoreBytes / 2), need.StoreBytes, PhaseName.Of(largest.Resolution, largest.Kind),
            phases.Max(p => p.Need.Memory.Whole));
    }

    /// <summary>Why not even its largest phase can be stored, as a sentence; null where it can.</summary>
    /// <param name="free">Bytes that are free on the store's disk.</param>
    public string? Refusal(long free) => LargestPhase <= free ? null
        : $"Its {LargestName} phase needs {Readable.Bytes(LargestPhase)} in the store for a snapshot and its end, but "
            + $"{Readable.Bytes(free)} are free; make room there (./lab store free) first.";

    /// <summary>What its author should know of the store's disk, as a sentence; null where there is room.</summary>
    /// <param name="free">Bytes that are free there.</param>
    public string? Remark(long free) => Disk <= free ? Refusal(free)
        : Refusal(free) ?? $"Its checkpoints take up to {Readable.Bytes(Disk)}, and {Readable.Bytes(free)} are free in "
            + "the store: phases wait when there is no room; ./lab store free, or a limit (./lab up --disk), makes "
            + "some.";
}
