using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Phases;

/// <summary>
/// The growth of one run as a pure function of nimg: 4 (or the start resolution) stabilize, 8 fade-in, 8 stabilize, 16
/// fade-in, … Source: official train.py, <c>TrainingSchedule</c>, with a length for every phase of its own.
/// </summary>
public sealed class GrowthSchedule
{
    public GrowthSchedule(TrainingConfiguration configuration) => Phases = [.. Spans(configuration)];

    /// <summary>The run's phases in order; a fade-in of 0 kimg is left out.</summary>
    public ImmutableArray<PhaseSpan> Phases { get; }

    /// <summary>Real images of the whole run, as planned.</summary>
    public long TotalImages => Phases[^1].End;

    /// <summary>
    /// Whether the iteration that begins at <paramref name="nimg"/> belongs to the phase or an earlier one. As in the
    /// official schedule, resolution doubles only after the stabilizing part (its end point is still trained at alpha =
    /// 1), and the fade-in's end point (alpha = 1) is the first of the next part.
    /// </summary>
    public static bool Covers(PhaseKind kind, long end, long nimg) =>
        kind == PhaseKind.Stabilize ? nimg <= end : nimg < end;

    /// <summary>
    /// Weight of the new layers for the iteration that begins at <paramref name="nimg"/>: (nimg - start) / length while
    /// they fade in, else 1.
    /// </summary>
    public static double Alpha(PhaseKind kind, long start, long end, long nimg) =>
        kind == PhaseKind.Stabilize ? 1 : Math.Min((nimg - start) / (double)(end - start), 1);

    private static IEnumerable<PhaseSpan> Spans(TrainingConfiguration configuration)
    {
        var index = 0;
        var start = 0L;
        for (var resolution = configuration.FirstResolution; resolution <= configuration.Resolution; resolution *= 2)
        {
            var fadeIn = resolution == configuration.FirstResolution
                ? 0
                : Images(configuration.FadeInKimg.At(resolution));
            if (fadeIn > 0)
                yield return new PhaseSpan(index++, PhaseKind.FadeIn, resolution, start, start += fadeIn);
            yield return new PhaseSpan(index++, PhaseKind.Stabilize, resolution, start,
                start += Images(configuration.StabilizeKimg.At(resolution)));
        }
    }

    /// <summary>Real images of a length in kimg.</summary>
    internal static long Images(double kimg) => (long)Math.Round(kimg * 1000, MidpointRounding.ToEven);
}

/// <summary>One growth phase's place in the schedule of a run.</summary>
/// <param name="Index">0 for the first phase of the run.</param>
/// <param name="Kind">Fade-in or stabilize.</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="Start">Real images shown before the phase, as planned.</param>
/// <param name="End">Real images shown after it, as planned; whole minibatches may pass it by less
/// than one minibatch.</param>
public sealed record PhaseSpan(int Index, PhaseKind Kind, int Resolution, long Start, long End)
{
    /// <summary>Planned length in real images.</summary>
    public long Images => End - Start;
}
