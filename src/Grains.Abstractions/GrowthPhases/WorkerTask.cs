using System.Collections.Immutable;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>A phase that a worker trains now, and for whom.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Uses">The sweeps whose experiments wait for it, the one with most of them first.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.worker-task")]
public sealed record WorkerTask(
    [property: Id(0)] string Worker, [property: Id(1)] PhaseView Phase,
    [property: Id(2)] ImmutableArray<PhaseUse> Uses)
{
    /// <summary><c>16x16 stabilize for sweep-x1y2.3 and 5 others</c>.</summary>
    public override string ToString()
    {
        var text = PhaseName.Of(Phase.Resolution, Phase.Kind);
        return Uses.IsEmpty ? text : $"{text} for {Uses[0].Experiment}{OthersInWords()}";
    }

    /// <summary>How many others it is trained for: <c> and 5 others</c>; empty for none.</summary>
    public string OthersInWords() => Uses.Sum(u => u.Experiments) - 1 is var others and > 0
        ? $" and {Readable.Plural(others, "other")}"
        : "";
}

/// <summary>Whose phase it is: experiments of one sweep that have not ended.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Number">The first of them.</param>
/// <param name="Experiments">How many there are.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.phase-use")]
public sealed record PhaseUse(
    [property: Id(0)] string Sweep, [property: Id(1)] int Number, [property: Id(2)] int Experiments)
{
    /// <summary>The id of the first of them.</summary>
    public string Experiment => $"{Sweep}.{Number}";
}
