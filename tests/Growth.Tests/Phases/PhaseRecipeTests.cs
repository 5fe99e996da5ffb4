using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

public sealed class PhaseRecipeTests
{
    /// <summary>
    /// Source: official train.py, where the schedule is asked once for <c>minibatch_repeats</c> minibatches.
    /// </summary>
    [Fact]
    public void alpha_stays_for_as_many_iterations_as_minibatches_repeat()
    {
        var fadeIn = ExperimentPath.Of(Seeded.Small(), Seeded.Fashion).Select(p => p.Recipe)
            .First(r => r.Kind == PhaseKind.FadeIn);
        var row = fadeIn with { MinibatchRepeats = 3, CriticRepeats = 2, Minibatch = 8 };

        double[] alphas = [.. Enumerable.Range(0, 6).Select(i => row.Alpha(row.Start + i * 16))];

        Assert.Equal(Enumerable.Range(0, 6).Select(i => fadeIn.Alpha(fadeIn.Start + i / 3 * 48)), alphas);
        Assert.True(alphas[3] > alphas[2]);
    }
}
