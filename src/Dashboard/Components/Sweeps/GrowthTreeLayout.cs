using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>
/// Where a growth tree is drawn. Columns are growth phases in order; every experiment has a row, and rows are ordered
/// so that what experiments share lies together and the best are on top as far as that allows. A node is as thick as it
/// has experiments; what an experiment left to become a copy of another one is not drawn. Lengths are pixels down and
/// columns across.
/// </summary>
public sealed class GrowthTreeLayout
{
    private const double MostHeight = 560;
    private const double ThinnestRow = 5;
    private const double ThickestRow = 34;

    /// <summary>Share of a row that a node of one experiment fills.</summary>
    private const double Filled = 0.62;

    private readonly Dictionary<string, TreeBox> boxes = [];

    private GrowthTreeLayout(SweepView sweep)
    {
        Columns = [.. sweep.Tree.Select(n => (n.Phase.Resolution, n.Phase.Kind)).Distinct().Order()];
        Rows = Order(sweep);
        RowHeight = Math.Clamp(MostHeight / Math.Max(1, Rows.Length), ThinnestRow, ThickestRow);
        var rowOf = Rows.Select((experiment, row) => (experiment.Number, row)).ToDictionary(r => r.Number, r => r.row);
        var nodes = sweep.Tree.Where(n => !n.Experiments.IsEmpty).ToArray();
        foreach (var node in nodes)
            boxes.Add(node.Phase.Key,
                Place(node, [.. node.Experiments.Where(rowOf.ContainsKey).Select(e => rowOf[e]).Order()]));
        Ribbons = [.. nodes.Where(n => n.Phase.Parent is not null).GroupBy(n => n.Phase.Parent!).SelectMany(Fan)];
    }

    /// <summary>Resolution and kind of each column, left to right.</summary>
    public ImmutableArray<(int Resolution, PhaseKind Kind)> Columns { get; }

    /// <summary>The experiments, top to bottom.</summary>
    public ImmutableArray<ExperimentSummary> Rows { get; }

    public double RowHeight { get; }

    public double Height => RowHeight * Rows.Length;

    public IReadOnlyCollection<TreeBox> Boxes => boxes.Values;

    public ImmutableArray<TreeRibbon> Ribbons { get; }

    public static GrowthTreeLayout Of(SweepView sweep) => new(sweep);

    private TreeBox Place(GrowthTreeNodeView node, int[] rows)
    {
        var thickness = rows.Length * RowHeight * Filled;
        var middle = (rows[0] + rows[^1] + 1) * RowHeight / 2;
        return new TreeBox(node, Columns.IndexOf((node.Phase.Resolution, node.Phase.Kind)),
            middle - thickness / 2, thickness, rows[0]);
    }

    /// <summary>From a parent's right edge, cut in the order of its children, to each child's left edge.</summary>
    private IEnumerable<TreeRibbon> Fan(IGrouping<string, GrowthTreeNodeView> children)
    {
        if (!boxes.TryGetValue(children.Key, out var parent))
            yield break;
        var y = parent.Y;
        foreach (var child in children.Select(c => boxes[c.Phase.Key]).OrderBy(b => b.FirstRow))
        {
            yield return new TreeRibbon(parent, child, y);
            y += child.Height;
        }
    }

    /// <summary>Depth first, the child with the best experiment first.</summary>
    private static ImmutableArray<ExperimentSummary> Order(SweepView sweep)
    {
        var experiments = sweep.Experiments.ToDictionary(e => e.Number);
        var children = sweep.Tree.ToLookup(n => n.Phase.Parent ?? "", StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<ExperimentSummary>();
        void Visit(GrowthTreeNodeView node)
        {
            var next = children[node.Phase.Key].OrderBy(Best).ToArray();
            rows.AddRange(node.Experiments.Except(next.SelectMany(n => n.Experiments)).Where(experiments.ContainsKey)
                .Select(e => experiments[e]));
            foreach (var child in next)
                Visit(child);
        }
        (int Rank, int Number) Best(GrowthTreeNodeView node) => node.Experiments.Where(experiments.ContainsKey)
            .Select(e => (experiments[e].Rank ?? int.MaxValue, e)).DefaultIfEmpty((int.MaxValue, 0)).Min();
        foreach (var root in children[""].OrderBy(Best))
            Visit(root);
        return rows.ToImmutable();
    }
}

/// <summary>One phase of a drawn growth tree.</summary>
/// <param name="Node">The phase.</param>
/// <param name="Column">0 for the leftmost.</param>
/// <param name="Y">Top edge in pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FirstRow">Topmost row of its experiments.</param>
public sealed record TreeBox(GrowthTreeNodeView Node, int Column, double Y, double Height, int FirstRow)
{
    /// <summary>How much of the phase is trained, 0 to 1.</summary>
    public double Done => Node.Phase switch
    {
        { Status: PhaseStatus.Finished } => 1,
        { End: var end, Start: var start, Nimg: var nimg } when end > start =>
            Math.Clamp((nimg - start) / (double)(end - start), 0, 1),
        _ => 0,
    };
}

/// <summary>What joins a phase to one that follows it.</summary>
/// <param name="Parent">Left.</param>
/// <param name="Child">Right.</param>
/// <param name="Y">Where it leaves the parent's right edge, in pixels; it is as thick as the child.</param>
public sealed record TreeRibbon(TreeBox Parent, TreeBox Child, double Y)
{
    /// <summary>An SVG path across a gap that is 100 units wide.</summary>
    public string Path
    {
        get
        {
            var (top, bottom, end, height) = (Child.Y, Child.Y + Child.Height, Y + Child.Height, Child.Height);
            return height <= 0 ? "" : string.Create(CultureInfo.InvariantCulture,
                $"M0 {Y:0.##}C50 {Y:0.##} 50 {top:0.##} 100 {top:0.##}V{bottom:0.##}C50 {bottom:0.##} 50 {end:0.##} 0 "
                + $"{end:0.##}Z");
        }
    }
}
